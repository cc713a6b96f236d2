include tests/bench/dhcp.mk
include tests/bench/tftp.mk
