#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The tree: core/ is in the repository, every source says its licence and whose it is,
# the public headers may be used by any plugin, and no firmware slipped in.
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

# unowned FILE...: those of them that are sources, and lack one of the two lines at their top
unowned() {
	awk '
	function done() {
		if (file != "" && source && (!licence || !owner))
			print file
	}
	FNR == 1 {
		done()
		file = FILENAME
		source = file ~ /\.([chmy578]|sh|py|awk|m4|ac|am|mk)$|(^|\/)Makefile$/ || /^#!/
		licence = owner = 0
	}
	FNR <= 4 && /SPDX-License-Identifier: (GPL-3.0-or-later|ISC)( |$)/ { licence = 1 }
	FNR <= 4 && /Copyright \(C\) 20[0-9][0-9](-20[0-9][0-9])? the netrecover contributors/ { owner = 1 }
	END { done() }' "$@"
}
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
spdx="SPDX-License-Identifier: GPL-3.0-or-later" whose="Copyright (C) 2026 the netrecover contributors"
printf '/* %s */\n/* %s */\n' "$spdx" "$whose" >"$scratch/both.c"
printf '/* %s */\n' "$spdx" >"$scratch/nobody.c"
printf '#!/bin/sh\n# %s\n' "$whose" >"$scratch/script"
printf 'words\n' >"$scratch/words.txt"
found=$(unowned "$scratch"/* | sed 's,.*/,,' | paste -sd ' ' -)
[ "$found" = "nobody.c script" ] || complain "of two sources without a line at their top it finds '$found'"

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
# shellcheck disable=SC2086 # words are wanted
for f in $(unowned $(ls -d $files 2>/dev/null)); do
	complain "$f: at its top it must say '$spdx' (a header of plugins, ISC), and below that '$whose'"
done
[ -f core/verbs/main.c ] || complain "core/verbs/main.c is not there"
looked_at "$count" "$(find core plugins include tests -type f -name '*.[ch]' | wc -l)" files || bad=1
exit $bad
