# dhcp
