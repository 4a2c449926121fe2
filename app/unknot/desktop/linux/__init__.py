"""Linux: D-Bus, X11, Wayland and the kernel, all by events."""
