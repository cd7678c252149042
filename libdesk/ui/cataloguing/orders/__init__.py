"""What happens before the parcel and when it comes: wishes, lists against the holdings, orders, deliveries."""
