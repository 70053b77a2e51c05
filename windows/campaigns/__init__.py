"""The windows of campaigns (专项整治)."""
