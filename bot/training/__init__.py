"""Training, evaluation and release of the model."""
