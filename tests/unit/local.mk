include tests/unit/core.mk
include tests/unit/config.mk
include tests/unit/models.mk
include tests/unit/legacy.mk
include tests/unit/library.mk
include tests/unit/dhcp.mk
include tests/unit/tftp.mk
include tests/unit/pcap.mk
