#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# docs/models.md says what the program knows.  "make update-models" writes it
# anew (--write): after a change of a model, a rule or a source.
: "${top_srcdir:?}" "${top_builddir:?}"
page=$top_srcdir/docs/models.md
new=$(mktemp) || exit 99
trap 'rm -f "$new"' EXIT

known=$("$top_builddir/netrecover" models -v) && [ -n "$known" ] || exit 1
{
	cat <<-'END'
	# Models and rules

	<!-- Written by "make update-models" from "netrecover models -v": do not edit. -->

	What `netrecover` knows about each phone, and where it is written. NUMBER is the call manager's number of the model, as in
	`loadInformation435`. A rule of high or medium confidence that asks for a stop, or forbids a jump, is kept by every plan; what is "shown,
	not enforced" is given as advice. Ranges are written as load names write versions: 8-5-2 is 8.5(2), 8-5-2-0-* with all its builds, 8-5-2-1
	its first service release, 9-3-1-* all of 9.3(1).

	## Models

	```
	END
	echo "$known" | sed '/^$/,$d; s/ *$//'
	printf '```\n\n## Rules\n\n```\n'
	echo "$known" | sed '1,/^$/d; s/ *$//'
	echo '```'
} >"$new"

if [ "${1:-}" = --write ]; then
	cat "$new" >"$page"
elif ! diff -u "$page" "$new"; then
	echo "docs/models.md is not what the program says: make update-models"
	exit 1
fi
# The title is a line too.
cd "$top_srcdir" || exit 99
. tests/lint/count.sh
looked_at "$(echo "$known" | sed '1d; /^$/,$d' | wc -l)" "$(tracked 'plugins/models/cisco-*.c' | wc -l)" models
