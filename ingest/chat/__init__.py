"""What the chat sources share: talks, times, and the shapes of their exports."""
