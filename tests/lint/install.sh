#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# "make install" puts everything where packagers and plugin authors look for
# it, needs no rights, touches nothing outside DESTDIR; "make uninstall" takes
# all of it away.
: "${top_srcdir:?}" "${top_builddir:?}"
work=$(mktemp -d) || exit 99
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
bad=0
complain() {
	echo "$*"
	bad=1
}

# A make of its own, not a child of the one that runs the tests.
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES DESTDIR
run_make() {
	${MAKE:-make} -C "$top_builddir" DESTDIR="$work/root" "$@" >"$work/log" 2>&1 || {
		echo "make $* failed:"
		tail -n 30 "$work/log"
		exit 1
	}
}
folder() {
	${MAKE:-make} -C "$top_builddir" -s --no-print-directory \
		--eval="netrecover-folder: ; @echo \$($1)" netrecover-folder
}
count=0
there() {
	count=$((count + 1))
	[ -f "$work/root$1" ] || complain "not installed: $1"
}

run_make install
sbindir=$(folder sbindir) libdir=$(folder libdir) mandir=$(folder mandir) docdir=$(folder docdir)
includedir=$(folder includedir) libexecdir=$(folder pkglibexecdir)

there "$sbindir/netrecover"
[ -x "$work/root$sbindir/netrecover" ] || complain "$sbindir/netrecover is not executable"
for header in "$top_srcdir"/include/netrecover/*.h; do
	there "$includedir/netrecover/${header##*/}"
done
there "$libdir/pkgconfig/netrecover.pc"
for variable in plugindir modeldir; do
	grep -q "^$variable=" "$work/root$libdir/pkgconfig/netrecover.pc" ||
		complain "netrecover.pc: no $variable"
done
there "$mandir/man8/netrecover.8"
there "$mandir/man5/netrecover.conf.5"
there "$mandir/man5/netrecover-models.5"
there "$mandir/man5/netrecover-journal.5"
there "$mandir/man7/netrecover-plugin.7"
there "$docdir/examples/bench.ini"
# What a reader finds, and that the links in it lead to something that is installed.
for page in README.md SECURITY.md AUTHORS NEWS LICENSE LICENSE.ISC docs/models.md docs/licences.md \
		examples/netrecover@.service examples/netrecover-user@.service; do
	[ -s "$work/root$docdir/$page" ] || complain "not installed: $docdir/$page"
done
links=0
for page in "$work/root$docdir"/*.md "$work/root$docdir"/docs/*.md; do
	for link in $(grep -oE '\]\([^)# ]+' "$page" | sed 's/^](//' | grep -v '^[a-z]*:'); do
		links=$((links + 1))
		[ -e "$(dirname "$page")/$link" ] || complain "${page##*/}: the link to $link leads nowhere"
	done
done
[ "$links" -ge 5 ] || complain "only $links links in the installed pages"
# A unit starts what is installed, and no place that configure was to fill in is left.
for unit in "$work/root$docdir"/examples/*.service; do
	grep -q "^ExecStart=$sbindir/netrecover -c $(folder sysconfdir)/netrecover/%i.ini" "$unit" || complain "${unit##*/}: ExecStart"
	! grep -qE '@[A-Za-z_]+@' "$unit" || complain "${unit##*/}: not filled in"
done
datadir=$(folder datadir)
there "$datadir/bash-completion/completions/netrecover"
there "$datadir/zsh/site-functions/_netrecover"
there "$datadir/fish/vendor_completions.d/netrecover.fish"
for module in "$top_builddir"/plugins/.libs/*.so; do
	[ ! -f "$module" ] || there "$libdir/netrecover/plugins/${module##*/}"
done
for module in "$top_builddir"/plugins/models/.libs/*.so; do
	[ ! -f "$module" ] || there "$libdir/netrecover/models/${module##*/}"
done
for program in netrecover-fetch netrecover-web netrecover-mqtt netrecover-phone netrecover-firmware; do
	[ ! -f "$top_builddir/$program" ] || there "$libexecdir/$program"
done

archives=$(cd "$work/root" && find . -name '*.la' -o -name '*.a')
[ -z "$archives" ] || complain "libtool's files are installed:" $archives
# A server must not come up because a package was installed.
units=$(cd "$work/root" && find . -name '*.service' ! -path "*/examples/*")
[ -z "$units" ] || complain "units are installed as if to be used:" $units

# Each of them has its place in a package: a file that none takes ends the build of packages.
prefix=$(folder prefix)
places=$(cat "$top_srcdir"/packaging/debian/*.install | awk '{ sub("usr/lib/\\*/", "usr/lib/", $1); print $1 }')
[ "$(echo "$places" | grep -c .)" -ge 10 ] || complain "only these places are known to packages:" $places
for file in $(cd "$work/root$prefix" && find . -type f | sed 's,^\./,usr/,; s,^usr/lib/[a-z0-9_]*-linux-gnu[a-z0-9]*/,usr/lib/,'); do
	found=
	for place in $places; do
		case $file in
		"$place"|"$place"/*)
			found=yes
			break
			;;
		esac
	done
	[ -n "$found" ] || complain "packaging/debian: no package takes $file"
done

# Other documents than the example are looked at by nobody but a reader.
installed=$(find "$work/root" -type f \( ! -path "*$docdir/*" -o -name bench.ini \) | wc -l)

run_make uninstall
left=$(cd "$work/root" && find . ! -type d)
[ -z "$left" ] || complain "left by make uninstall:" $left
cd "$top_srcdir" || exit 99
. tests/lint/count.sh
looked_at "$count" "$installed" "installed files" || bad=1
exit $bad
