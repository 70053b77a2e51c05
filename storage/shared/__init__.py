"""What the processes of one installation share beside the database: a Redis (or Valkey) that keeps nothing on disk."""
