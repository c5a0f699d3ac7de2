"""The classifiers that were considered, each trained on our data and read on unseen messages.

`python -m bench.candidates` prints the table of docs/decisions/0002; it takes about an hour.
"""
