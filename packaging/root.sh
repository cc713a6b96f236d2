# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# shellcheck shell=sh
# root.sh -- fresh roots of a Debian release, read by what builds or tests in one.
# As root; needs mmdebstrap and util-linux.  MIRROR names another registry of packages than
# mmdebstrap takes by itself.

# root_make SUITE FOLDER [OPTION OF mmdebstrap...]: an unpacked root, with the network of this machine
root_make() {
	root_suite=$1 root_folder=$2
	shift 2
	rm -rf "$root_folder"
	mkdir -p "$(dirname "$root_folder")"
	# shellcheck disable=SC2086 # no mirror is no word
	mmdebstrap --quiet --variant=minbase --dpkgopt=force-unsafe-io "$@" "$root_suite" "$root_folder" ${MIRROR:-} || return 1
	root_network "$root_folder"
}

# root_network FOLDER: apt finds there what it finds here
root_network() {
	cp /etc/resolv.conf "$1/etc/" 2>/dev/null || true
	[ ! -d /etc/apt/apt.conf.d ] || cp -rn /etc/apt/apt.conf.d "$1/etc/apt/" || true
}

# root_inside FOLDER COMMAND...: run it there; what it leaves running goes with its namespace
root_inside() {
	# shellcheck disable=SC2016 # for the shell in there
	unshare --mount --pid --fork --kill-child sh -c '
		mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/run" && mount --rbind /dev "$0/dev" &&
		mount -t sysfs sysfs "$0/sys" && exec chroot "$0" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb \
			DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"' "$@" </dev/null
}

# root_sources FOLDER: the sources that git tracks, or all of a tarball, into FOLDER
root_sources() {
	mkdir -p "$1"
	if [ -e .git ]; then
		git -c safe.directory='*' ls-files -z | tar cf - --null --no-recursion -T - | tar xf - -C "$1"
	else
		tar cf - --exclude=./build . | tar xf - -C "$1"
	fi
	packaging/version . "$(sed -n 's/^AC_INIT(\[netrecover\], \[\(.*\)\])$/\1/p' configure.ac)" >"$1/.version"
}
