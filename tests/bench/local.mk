include tests/bench/core.mk
include tests/bench/dhcp.mk
include tests/bench/library.mk
include tests/bench/tftp.mk
