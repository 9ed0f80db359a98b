"""What gets out when sources hold instructions and the language model obeys all of them."""
