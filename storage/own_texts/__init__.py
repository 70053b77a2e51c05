"""Forms, registers, forms of polls and templates of campaigns that the office brought in by the chat."""
