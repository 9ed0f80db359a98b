"""What a talk says that its last question leaves out, without a language model."""
