"""What comes into the library: wishes, orders, deliveries, donations; each comes in a batch."""
