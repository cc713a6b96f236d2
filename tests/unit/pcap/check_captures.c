/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_captures.c -- real captures, read where they lie: they are not ours to
 * give away.  NETRECOVER_CAPTURES names the folder; without it the test is
 * skipped.  Prints what each file gives when it is not what is expected.
 */
#include "plugins/pcap/cdp.h"
#include "plugins/pcap/ears.h"
#include "plugins/pcap/esp.h"
#include "tests/unit/frames.h"

#include <pcap/pcap.h>
#include <stdlib.h>
#include <unistd.h>

#define SKIPPED 77

/*
 * What a file must give: one line per sighting, without addresses, "!sum"
 * behind an announcement whose checksum is wrong because its text was made
 * anonymous afterwards.
 */
static const struct capture {
	const char *file, *expected;
} captures[] = {
	/* The PC port of a 7911G: no MED, all of it from the system description. */
	{ "cisco7911-lldp-packetnet.pcap",
	  "lldp name=SEP001B54945A8B platform=Cisco IP Phone CP-7911G hardware=V2 load=SCCP11.8-4-3S\n" },
	{ "reconstructed-frames.pcap",
	  "cdp name=SIP001122334455 platform=Cisco IP Phone 7960 load=P003-08-2-00 !sum\n"
	  "cdp name=SEP38205645AAAA platform=Cisco IP Phone 8851 load=sip88xx.10-3-1-20.loads !sum\n"
	  "lldp name=SEP001EF7289C8E platform=CP-7971G-GE hardware=3 load=SCCP70.8-3-3SR2S "
	  "serial=FCH12028WCZ\n"
	  "esp name=SEP20370616005C platform=CP-7942G load=SCCP42.9-2-1S serial=FCH152399SJ\n"
	  "tftp file=OS79XX.TXT server=192.0.2.1\n"
	  "tftp file=CTLSEP0006537B84EF.tlv server=201.201.201.1\n"
	  "tftp file=SEP0006537B84EF.cnf.xml server=201.201.201.1\n" },
	{ "synthetic-from-text.pcap",
	  "lldp name=SEPC8F9F9D61BC2 platform=Cisco IP Phone 7962G hardware=V12 "
	  "load=SCCP42.9-3-1ES27S serial=FCH1610A5S5\n"
	  "lldp name=SEPaabbccddeeff platform=Cisco IP Phone 6901 hardware=1.0 "
	  "load=SCCP6901.9-3-1-SR2-2 serial=FCH12345GVM\n"
	  "cdp name=SEP0021D8BA0965 platform=Cisco IP Phone 7942 load=SCCP42.8-4-2S\n"
	  "cdp name=SEP001F9EAB59F1 platform=Cisco IP Phone 7941 load=SCCP41.8-2-1S\n"
	  "cdp name=SEP0C2724317F2E platform=Cisco IP Phone 7945 load=79XX_default_load\n"
	  "cdp name=SIP00070EEA5086 platform=Cisco IP Phone 7940 load=P003-08-8-00\n" },
	/* Two phones in a call: only the keys that were pressed tell that they are phones. */
	{ "cisco-skinny-ndpi.pcap", NULL },
	/* A conference bridge registers, no phone. */
	{ "cisco-sccp-hwconf-register-ndpi.pcapng", "" },
	/* TFTP between other machines. */
	{ "generic-tftp-ndpi.pcap", "" },
};

static struct ears ears;
static struct sniff sniffed;
static char folder[4096];
static size_t seen, failures;

static void fail(const char *file, const char *what)
{
	printf("%s: %s\n", file, what);
	failures++;
}

/* The line of a sighting, without its addresses. */
static size_t put_sighting(const struct nr_sighting *s, bool sum_ok, char *text, size_t size)
{
	struct nr_sighting facts = *s;
	char line[1024], *blank;

	facts.mac = NULL;
	facts.addr.s_addr = 0;
	sighting_text(&facts, line, sizeof(line));
	blank = strstr(line, " - -");
	return (size_t)snprintf(text, size, "%.*s%s%s\n", (int)(blank - line), line, blank + 4,
				sum_ok ? "" : " !sum");
}

static bool sum_ok(const void *data, size_t len)
{
	struct frame f;

	return !frame_read(&f, FRAME_LINK_ETHERNET, data, len) || f.kind != FRAME_SNAP ||
	       cdp_checksum_ok(f.body.pos, nr_left(&f.body));
}

/* An announcement comes from the phone that it names. */
static void check_name(const char *file, const struct nr_sighting *s)
{
	struct nr_mac named;

	for (const struct nr_fact_value *f = s->facts; f->fact != NR_FACT_END; f++)
		if (f->fact == NR_FACT_DEVICE_NAME &&
		    (!sniff_name(f->text, &named) || memcmp(&named, s->mac, sizeof(named)) != 0))
			fail(file, "the name is not that of the sender");
}

static void cut_everywhere(const u_char *data, size_t len)
{
	struct sniff s;

	for (size_t n = 0; n < len; n++) {
		uint8_t *block = malloc(n ? n : 1);

		if (!block)
			abort();
		memcpy(block, data, n);
		sniff_frame(&s, FRAME_LINK_ETHERNET, block, n);
		free(block);
	}
}

static void read_frames(const char *file, pcap_t *pcap, char *text, size_t size)
{
	struct pcap_pkthdr *h;
	struct nr_sighting s;
	const u_char *data;
	size_t at = 0;

	text[0] = '\0';
	while (pcap_next_ex(pcap, &h, &data) == 1) {
		cut_everywhere(data, h->caplen);
		if (sniff_frame(&sniffed, FRAME_LINK_ETHERNET, data, h->caplen) ||
		    !ears_sighting(&ears, &sniffed, (double)h->ts.tv_sec, &s))
			continue;
		check_name(file, &s);
		at += put_sighting(&s, sum_ok(data, h->caplen), text + at, at < size ? size - at : 0);
	}
}

/* Both phones of the call, and nobody else. */
static void check_call(const char *file, const char *text)
{
	if (ears.count != 2)
		fail(file, "two phones expected");
	for (const char *p = text; *p; p = strchr(p, '\n') + 1)
		if (strncmp(p, "sccp registers=sccp\n", 20) != 0 && strncmp(p, "arp", 3) != 0)
			fail(file, p);
}

static void check(const struct capture *c)
{
	static char text[65536];
	char path[5000], why[PCAP_ERRBUF_SIZE];
	pcap_t *pcap;

	snprintf(path, sizeof(path), "%s/%s", folder, c->file);
	if (access(path, R_OK) != 0)
		return;
	seen++;
	ears_init(&ears);
	pcap = pcap_open_offline(path, why);
	if (!pcap) {
		fail(c->file, why);
		return;
	}
	read_frames(c->file, pcap, text, sizeof(text));
	pcap_close(pcap);
	if (!c->expected)
		check_call(c->file, text);
	else if (strcmp(text, c->expected) != 0) {
		fail(c->file, "expected:");
		printf("%sgot:\n%s", c->expected, text);
	}
}

int main(void)
{
	const char *given = getenv("NETRECOVER_CAPTURES"), *top = getenv("top_srcdir");

	if (given)
		snprintf(folder, sizeof(folder), "%s", given);
	else
		snprintf(folder, sizeof(folder), "%s/../shared/domain/captures", top ? top : ".");
	for (size_t i = 0; i < NR_ARRAY_SIZE(captures); i++)
		check(&captures[i]);
	if (seen == 0) {
		puts("SKIP: no captures; NETRECOVER_CAPTURES=folder names where they are");
		return SKIPPED;
	}
	printf("%zu captures, %zu failures\n", seen, failures);
	return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
