"""Linux's sources of holds, one file each. None runs before it is asked."""
