/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * terms.c -- see terms.h.  Asking changes nothing.
 */
#include <config.h>

#include "core/serve/terms.h"
#include "core/phone/belief.h"
#include "core/phone/evidence.h"

#include <arpa/inet.h>

/* What stands for the mark %@mark; false: nothing does. */
static bool mark(const struct bench *b, char which, char *out, size_t size)
{
	char address[INET_ADDRSTRLEN];

	if (which == '%')
		return snprintf(out, size, "%%") > 0;
	if (!inet_ntop(AF_INET, &b->wire.address, address, sizeof(address)))
		return false;
	if (which == 'S')
		return snprintf(out, size, "%s", address) > 0;
	if (which != 'H' || !b->http_port)
		return false;
	return snprintf(out, size, b->http_port == 80 ? "http://%s" : "http://%s:%u", address,
			b->http_port) > 0;
}

bool terms_text(const struct bench *b, const char *text, char out[TERMS_TEXT])
{
	size_t n = 0;

	for (; *text; text++) {
		char word[64] = { *text };

		if (*text == '%' && !mark(b, *++text, word, sizeof(word)))
			return false;
		if (n + strlen(word) >= TERMS_TEXT)
			return false;
		memcpy(out + n, word, strlen(word));
		n += strlen(word);
	}
	out[n] = '\0';
	return true;
}

bool terms_dhcp_row(const struct bench *b, const struct phone *p, unsigned i, struct nr_dhcp *out,
		    char text[TERMS_TEXT])
{
	const struct nr_model *m = p ? belief_wire_model(b, p) : NULL;

	for (const struct nr_dhcp *row = m ? m->dhcp : NULL; row && row->option; row++) {
		text[0] = '\0';
		if (row->vendor_class &&
		    !evidence_glob(p, row->vendor_class, evidence_fact(p, NR_FACT_VENDOR_CLASS)))
			continue;
		/* What cannot be said here, such as a URL without HTTP, is as if it were no row. */
		if (row->text && !terms_text(b, row->text, text))
			continue;
		if (i-- > 0)
			continue;
		*out = *row;
		out->text = row->text ? text : NULL;
		return true;
	}
	return false;
}

bool terms_restart_row(const struct phone *p, unsigned i, struct nr_restart *out)
{
	const struct nr_restart *row = p && p->belief.model ? p->belief.model->restarts : NULL;

	while (row && row->text && i-- > 0)
		row++;
	if (!row || !row->text)
		return false;
	*out = *row;
	return true;
}

const struct nr_restart *terms_restart_by_get(const struct phone *p)
{
	const struct nr_restart *first = p->belief.model ? p->belief.model->restarts : NULL, *row = first;

	while (row && row->text && row->by != NR_RESTART_HTTP)
		row++;
	if (!row || !row->text)
		return NULL;
	return row == first || p->progress.called_at <= p->progress.booted_at ? row : NULL;
}
