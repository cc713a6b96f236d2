#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The tree: core/ is in the repository, every source says its licence, the
# public headers may be used by any plugin, and no firmware slipped in.
cd "${top_srcdir:?}" || exit 99
. tests/lint/count.sh
bad=0
complain() {
	echo "$*"
	bad=1
}

# Not "is there a .git": a tarball unpacked inside some other repository is none.
if [ -e .git ] && git -c safe.directory='*' rev-parse --git-dir >/dev/null 2>&1; then
	[ -n "$(git -c safe.directory='*' ls-files core/)" ] ||
		complain "git does not track core/: some ignore file names 'core'"
	files=$(git -c safe.directory='*' ls-files)
else
	files=$(find core plugins include tests -type f | sort)
fi

count=0
for f in $files; do
	[ -f "$f" ] || continue
	count=$((count + 1))
	! grep -qE '^(<<<<<<<|>>>>>>>) ' "$f" || complain "$f: a merge was not finished"
	case $f in
	include/*.h)
		licence=ISC
		;;
	*.[ch])
		licence=GPL-3.0-or-later
		;;
	*.sbn|*.sb2|*.sbin|*.zup|*.cop|*.cop.sgn|*.tlv)
		complain "$f: firmware does not belong here"
		continue
		;;
	*)
		continue
		;;
	esac
	head -n 1 "$f" | grep -qE "SPDX-License-Identifier: (ISC|$licence) " ||
		complain "$f: the first line must be /* SPDX-License-Identifier: $licence */"
done
[ -f core/verbs/main.c ] || complain "core/verbs/main.c is not there"
looked_at "$count" "$(find core plugins include tests -type f -name '*.[ch]' | wc -l)" files || bad=1
exit $bad
