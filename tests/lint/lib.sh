# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# What the lints share that look at the files of core/ and plugins/.

# sources: each .c and .h in a folder of core/ or plugins/, one a line; not those of a program
# that is not built here (--without-web)
sources() {
	(cd "${top_srcdir:?}" && ls core/*/*.[ch] plugins/*/*.[ch] plugins/*/*/*.[ch] 2>/dev/null) |
		if [ -e "${top_builddir:?}/netrecover-web" ]; then cat; else
			grep -vE '^core/web/(door|page|viewer|web)\.[ch]$'; fi
}

# symbols: "SOURCE OBJECT" of each newest object, then "SOURCE D|U NAME" of each global
# symbol that it defines or wants.  An object is named after its source, behind the name
# of its library if that has flags of its own: core/base/.libs/libcore_la-clock.o.
symbols() {
	objects=$(cd "${top_builddir:?}" && find core plugins -name '*.o' -exec ls -t {} +)
	sources | awk -v objects="$objects" '
	/\.c$/ { source[$0] = 1 }
	END {
		n = split(objects, object, "\n")
		for (i = 1; i <= n; i++) {
			name = object[i]
			sub(/\.libs\//, "", name)
			sub(/o$/, "c", name)
			while (!(name in source) && name ~ /[^\/]*-[^\/]*$/)
				name = substr(name, 1, match(name, /[^\/]*$/) - 1) \
					substr(name, match(name, /-[^\/]*$/) + 1)
			if ((name in source) && !(name in seen)) {
				seen[name] = 1
				print name, object[i]
			}
		}
	}' >"${scratch:?}/objects"
	cat "$scratch/objects"
	(cd "$top_builddir" && cut -d' ' -f2 "$scratch/objects" | xargs "${NM:-nm}" -A -P -g) |
		awk -v objects="$scratch/objects" '
		BEGIN { while ((getline line <objects) > 0) { split(line, f, " "); of[f[2] ":"] = f[1] } }
		$3 == "U" { print of[$1], "U", $2 }
		$3 ~ /^[A-TV-Z]$/ && $2 !~ /^_/ { print of[$1], "D", $2 }'
}

command -v "${NM:-nm}" >/dev/null 2>&1 || {
	echo "SKIP no nm (Debian: apt-get install binutils)"
	exit 77
}
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
