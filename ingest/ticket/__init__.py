"""What the ticket sources share: a ticket's problem, attempts and resolution, and the shapes of its export."""
