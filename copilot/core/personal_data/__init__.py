"""What identifies a person in a text: found by form, checksum and the words around it; what to do is up to others."""
