#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Every model in the tree was built, and every plugin that was built is sound in
# the eyes of check-plugin.
: "${top_srcdir:?}" "${top_builddir:?}"
bad=0
count=0
for so in "$top_builddir"/plugins/models/.libs/*.so; do
	[ -f "$so" ] || continue
	count=$((count + 1))
	if ! found=$("$top_builddir/netrecover" check-plugin "$so" 2>&1); then
		echo "$found"
		bad=1
	fi
done
for c in "$top_srcdir"/plugins/models/cisco-*.c; do
	name=${c##*/}
	[ -f "$top_builddir/plugins/models/.libs/${name%.c}.so" ] || {
		echo "plugins/models/$name was not built: run ./autogen.sh, and make again"
		bad=1
	}
done
cd "$top_srcdir" || exit 99
. tests/lint/count.sh
looked_at "$count" "$(tracked 'plugins/models/cisco-*.c' | wc -l)" "plugins of models" || bad=1
exit $bad
