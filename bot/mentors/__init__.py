"""The mentors' page: themes by week, in a process without Rasa that only ever reads."""
