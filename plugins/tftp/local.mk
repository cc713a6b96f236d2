# tftp
