"""What people do: who, a unit of work and the moment in, a value out; no aiogram and no words."""
