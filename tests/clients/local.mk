## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Other people's clients against the bench, in namespaces of their own.
CLIENT_TESTS = \
	tests/clients/atftp.sh \
	tests/clients/busybox-tftp.sh \
	tests/clients/curl.sh \
	tests/clients/dhclient.sh \
	tests/clients/http.sh \
	tests/clients/phones-only.sh \
	tests/clients/sipp.sh \
	tests/clients/tftp-hpa.sh \
	tests/clients/udhcpc.sh
TESTS += $(CLIENT_TESTS)
EXTRA_DIST += $(CLIENT_TESTS) tests/clients/lib.sh tests/clients/sipp-phone.xml
