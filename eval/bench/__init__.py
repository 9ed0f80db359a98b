"""Measurements that take too long for the tests; each is a module with its own command."""
