"""A store of any size made of invented support texts, with questions whose answers are known; see store.py."""
