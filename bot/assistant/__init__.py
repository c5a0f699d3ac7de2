"""The assistant: Rasa's agent with our stores, our replies, and the actions in its process."""
