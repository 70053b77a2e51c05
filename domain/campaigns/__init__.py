"""Campaigns (专项整治): their phases by days. Pure."""
