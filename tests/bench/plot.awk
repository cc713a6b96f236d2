# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A plot of lines "SERIES X Y" as SVG: X by powers, Y from 0.  Variables: title, across, up.
function place_x(x) {
	return last > first ? 70 + (log(x) - log(first)) / (log(last) - log(first)) * 420 : 280
}
function place_y(y) {
	return 300 - y / most * 240
}
function text(x, y, how, what) {
	printf "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\">%s</text>\n", x, y, how, what
}
{
	if (!($1 in seen)) {
		seen[$1] = ++series
		name[series] = $1
	}
	n = ++points[$1]
	px[$1, n] = $2
	py[$1, n] = $3
	if (!xs++ || $2 + 0 < first)
		first = $2 + 0
	if ($2 + 0 > last)
		last = $2 + 0
	if ($3 + 0 > top)
		top = $3 + 0
	ticks[$2 + 0]
}
END {
	if (!series)
		exit 1
	unit = 1
	while (unit * 10 <= top)
		unit *= 10
	while (unit > top)
		unit /= 10
	step = top / unit > 5 ? 2 * unit : top / unit > 2 ? unit : unit / 2
	for (most = step; most < top; most += step)
		;
	split("#1f5fa8 #c0392b #27864a #8e5aa8 #b8741a #555555", colour, " ")
	print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"350\" viewBox=\"0 0 640 350\" " \
		"font-family=\"sans-serif\" font-size=\"12\">"
	print "<rect width=\"640\" height=\"350\" fill=\"white\"/>"
	printf "<text x=\"70\" y=\"24\" font-size=\"14\" font-weight=\"bold\">%s</text>\n", title
	text(70, 46, "start", up)
	for (y = 0; y <= most * 1.001; y += step) {
		printf "<path d=\"M70 %.1f H490\" stroke=\"#dddddd\"/>\n", place_y(y)
		text(62, place_y(y) + 4, "end", sprintf("%g", y))
	}
	for (x in ticks)
		text(place_x(x), 318, "middle", sprintf("%d", x))
	text(280, 340, "middle", across)
	for (i = 1; i <= series; i++) {
		s = name[i]
		printf "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"", colour[i]
		for (n = 1; n <= points[s]; n++)
			printf "%.1f,%.1f ", place_x(px[s, n]), place_y(py[s, n])
		print "\"/>"
		for (n = 1; n <= points[s]; n++)
			printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", place_x(px[s, n]),
				place_y(py[s, n]), colour[i]
		printf "<rect x=\"505\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>\n", 60 + 20 * i, colour[i]
		gsub(/_/, " ", s)
		text(523, 71 + 20 * i, "start", s)
	}
	print "</svg>"
}
