"""The walk through a thought: pure logic, without Rasa, so that every turn can be tested alone."""
