"""Understanding one message: normalisation, sentence encoder, intent classifier, crisis."""
