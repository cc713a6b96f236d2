## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# How the packages are made; nothing here is built or installed.
EXTRA_DIST += %D%/README.md %D%/Containerfile %D%/build-container %D%/build-deb %D%/build-rpm %D%/check-deb %D%/root.sh %D%/netrecover.spec \
	%D%/debian/changelog \
	%D%/debian/control \
	%D%/debian/copyright \
	%D%/debian/netrecover-dev.install \
	%D%/debian/netrecover.install \
	%D%/debian/netrecover.links \
	%D%/debian/netrecover.lintian-overrides \
	%D%/debian/netrecover.postrm \
	%D%/debian/netrecover.prerm \
	%D%/debian/netrecover.sysusers \
	%D%/debian/netrecover.tmpfiles \
	%D%/debian/rules \
	%D%/debian/source/format \
	%D%/debian/source/lintian-overrides \
	%D%/debian/tests/control \
	%D%/debian/tests/demo \
	%D%/debian/tests/plugin \
	%D%/debian/tests/stories \
	%D%/debian/tests/units \
	%D%/debian/watch \
	%D%/live/README.md \
	%D%/live/README.txt \
	%D%/live/build \
	%D%/live/grub.cfg \
	%D%/live/root/etc/systemd/logind.conf.d/netrecover.conf \
	%D%/live/root/etc/systemd/system/netrecover-live.service \
	%D%/live/root/usr/lib/netrecover-live/bench \
	%D%/live/test
