/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * p003.c -- loads, rules and text configurations of the 7940 and 7960.
 *
 * The grammar (family "F2"; P004 and its like are in digits.c):
 *
 *   P003 xx yy zz ww     SCCP xx.yy(zz[.ww])             P00308000500
 *   P003 xx yy           short form of the 3.x era       P0030302
 *   P003 xx yy SR nn     service release                 P0030801SR02
 *   P0S3-x-y-z           SIP x.y, padded or not          P0S3-08-4-00, P0S3-8-12-00
 *   P0S3 x y             short form, two digits each     P0S30202
 *   P0M3-x-y-z           MGCP, from memory
 *   P003-x-y-z           the universal application loader of a SIP load
 *
 * From 7.0 on a 7940 or 7960 has a universal loader (.sbn) and an application
 * (.sb2), named by a .loads.  Before, a load is one image: .bin, and from 5.0
 * on signed as .sbn beside it.  An unsigned phone takes .bin only, a signed one
 * .sbn only; so both are served (Cisco documents 68244, 8.0(10) readme).
 *
 * SCCP and SIP count their versions apart; a comparison across them is one of
 * numbers, and rules about a change name both protocols.
 */
#include "p003.h"
#include "digits.h"
#include "scan.h"

#include <ctype.h>
#include <strings.h>

#include <arpa/inet.h>

#define MAX UINT16_MAX
#define UAL 7                   /* first release with the universal application loader */

/* -- upgrade rules ---------------------------------------------------------------- */

#define SOURCE_CME                                                                     \
	"Cisco CME administrator guide, installing and upgrading phone firmware (cmeinstl.html)"
#define SOURCE_README   "Cisco readme of 8.0(10) (282074289/23277)"
#define SOURCE_MATRIX                                                                  \
	"headings of Cisco's 7940/7960 firmware matrix (frmwrup.html); the steps from memory"

#define ALL(major_)             { { major_, MAX, MAX, MAX, MAX, MAX, MAX, MAX } }
#define ALL_OF(major_, minor_)  { { major_, minor_, MAX, MAX, MAX, MAX, MAX, MAX } }

#define SIP_STOP(id_, reason_, direct_, before_, reaching_, min_, max_, text_)         \
	{ .id = id_, .reason = reason_, .direct = direct_, .source = SOURCE_CME, .confidence = NR_HIGH,   \
	  .protocol = "SIP>SIP", .before = before_, .reaching = reaching_,             \
	  .via_min = min_, .via_max = max_, .via_text = text_ }

#define V(...)  { { __VA_ARGS__ } }

const struct nr_hop p003_hops[] = {
	SIP_STOP("L1", "a SIP load older than 4.4 takes 4.4 first, then 5.3, 6.x and 7.x",
		 "4.4 is where the guide starts with 5.3",
		 V(4, 4), V(7), V(4, 4), ALL_OF(4, 4), "P0S3-04-4-00"),
	SIP_STOP("L1", "a SIP load older than 5.3 takes 5.3 before 6.x and 7.x",
		 "from 5.3 the guide goes on to 6.x",
		 V(5, 3), V(7), V(5, 3), ALL_OF(5, 3), "P0S3-05-3-00"),
	SIP_STOP("L2", "a SIP load older than 6.x takes 6.x before 7.x",
		 "from 6.x the guide goes straight to 7.x",
		 V(6), V(7), V(6), ALL(6), "P0S3-06-0-00"),
	SIP_STOP("L1", "a SIP load older than 7.x takes 7.x, with the universal loader, before 8.x",
		 "7.x has the universal loader, which loads 8.x: both are signed",
		 V(7), V(8), V(7), ALL(7), "P0S3-07-4-00"),
	{ .id = "L4",
	  .reason = "back to an older SIP load: first up to 7.x, from there straight to it",
	  .direct = "from SIP 7.x the guide goes straight to an older load",
	  .source = SOURCE_CME, .confidence = NR_HIGH, .down = true, .protocol = "SIP>SIP",
	  .before = { { 0 } }, .reaching = { { 7 } },
	  .via_min = { { 7 } }, .via_max = ALL(7), .via_text = "P0S3-07-4-00" },
	{ .id = "L5",
	  .reason = "an SCCP load older than 5.x takes SCCP 5.x before it changes to SIP",
	  .direct = "SCCP 5.x changes straight to SIP",
	  .source = SOURCE_CME, .confidence = NR_HIGH, .protocol = "SCCP>SIP",
	  .before = { { 5 } }, .reaching = { { 0 } },
	  .via_min = { { 5 } }, .via_max = ALL(5), .via_text = "P00305000200" },
	{ .id = "L6",
	  .reason = "a SIP load older than 7.x takes SIP 7.x before it changes to SCCP",
	  .direct = "SIP 7.x changes straight to SCCP",
	  .source = SOURCE_CME, .confidence = NR_HIGH, .protocol = "SIP>SCCP",
	  .before = { { 7 } }, .reaching = { { 0 } },
	  .via_min = { { 7 } }, .via_max = ALL(7), .via_text = "P0S3-07-4-00" },
	{ .id = "L8",
	  .reason = "a phone with a signed load (5.x or later) never takes an unsigned one again",
	  .source = SOURCE_CME "; " SOURCE_README, .confidence = NR_HIGH, .down = true,
	  .before = { { 5 } }, .reaching = { { 5 } } },
	{ .id = "L3",
	  .reason = "no stop is known between SIP 7.x and 8.x: both are signed",
	  .source = SOURCE_README, .confidence = NR_MEDIUM, .optional = true,
	  .protocol = "SIP>SIP", .before = { { 8 } }, .reaching = { { 8 } } },
	{ .id = "L7",
	  .reason = "a phone before 5.0 takes the unsigned image (.bin) only, a later one the "
		    "signed one (.sbn) only: it is offered both",
	  .source = "Cisco document 68244; " SOURCE_README, .confidence = NR_HIGH, .optional = true,
	  .before = { { 5 } }, .reaching = { { 5 } } },
	{ .id = "L10",
	  .reason = "from 7.x on the configuration files that it finds choose the protocol: those "
		    "of the other protocol are withheld from it",
	  .source = "Cisco CME administrator guide, configuration files; LA_VERSION in real lists; "
		    SOURCE_MATRIX, .confidence = NR_MEDIUM, .optional = true,
	  .before = { { MAX } }, .reaching = { { 7 } } },
	{ .id = "L11",
	  .reason = "a SIP phone whose configuration names an image no longer heeds OS79XX.TXT: "
		    "both name the same one",
	  .source = "Cisco document 72029", .confidence = NR_MEDIUM, .optional = true,
	  .protocol = "SIP>SIP", .before = { { 7 } } },
	{ .id = "L9",
	  .reason = "SCCP 3.x and 4.x better take 5.0, 6.0 and 7.x on the way to 8.x",
	  .source = SOURCE_MATRIX, .confidence = NR_LOW, .protocol = "SCCP>SCCP",
	  .before = { { 5 } }, .reaching = { { 8 } },
	  .via_min = { { 5 } }, .via_max = ALL(5), .via_text = "P00305000200" },
	{ .id = NULL }
};

/*
 * The universal loader asks for CTLSEP, SEP, SIP<MAC>, MGC<MAC> and XMLDefault, always; what
 * comes after its application is written is asked by that one (tftpd logs of eight phones
 * and sixteen boots, julianhead/CiscoPhones).
 */
const char *const p003_signs[] = { "SIP SIPDefault.cnf", "SCCP *7960-font.xml", "SCCP *7960-tones.xml",
				   NULL };

const char *const p003_protocols[] = { "SCCP", "SIP", "MGCP", NULL };
const char *const p003_prefixes[] = { "P003", "P0S3", "P0M3", NULL };

/* -- versions ------------------------------------------------------------------------ */

#define DOUBT_TEN                                                                      \
	"a name of P003 and six digits is described nowhere: which release it is stays open"
#define DOUBT_SPECIAL                                                                  \
	"which release it is stays open: of the service releases only SR02 is described"

/* SR02 is 8.1(2)SR2: the name leaves the 2 in brackets out. */
static bool scan_special(const char *s, struct nr_load *l)
{
	uint16_t n[4] = { 0 }, build;
	char stage[4];

	if (!scan_digits(&s, 2, &n[0]) || !scan_digits(&s, 2, &n[1]))
		return false;
	if (*s == '\0') {
		digits_place(l, n);
		l->latest = scan_last(l->version, 2);
		snprintf(l->printed, sizeof(l->printed), "%u.%u", n[0], n[1]);
		return true;
	}
	if (strlen(s) == 2 && scan_digits(&s, 2, &n[2])) {
		snprintf(l->printed, sizeof(l->printed), "%u.%u(%u)", n[0], n[1], n[2]);
		l->doubt = DOUBT_TEN;
		return true;
	}
	snprintf(stage, sizeof(stage), "%s", toupper((unsigned char)*s) == 'S' ? "SR" : "T");
	if (!scan_text(&s, stage) || (stage[0] == 'S' && strlen(s) != 2) || !nr_scan_u16(&s, &build) ||
	    *s)
		return false;
	if (n[0] == 8 && n[1] == 1 && build == 2 && stage[0] == 'S') {
		n[2] = 2;
		digits_place(l, n);
		l->version.part[4] = l->latest.part[4] = build;
		snprintf(l->printed, sizeof(l->printed), "8.1(2)SR2");
	} else {
		snprintf(l->printed, sizeof(l->printed), "%u.%u(%s%u)", n[0], n[1], stage, build);
		l->doubt = DOUBT_SPECIAL;
	}
	return true;
}

/* "-08-4-00", "-8-12-00", "0202": x.y[.z] */
static bool scan_sip(const char *s, struct nr_load *l)
{
	uint16_t n[4] = { 0 };

	if (!(scan_part(&s, "-", &n[0]) && scan_part(&s, "-", &n[1]) &&
	      scan_part(&s, "-", &n[2])) &&
	    !(scan_digits(&s, 2, &n[0]) && scan_digits(&s, 2, &n[1])))
		return false;
	if (*s)
		return false;
	digits_place(l, n);
	if (n[2])
		snprintf(l->printed, sizeof(l->printed), "%u.%u.%u", n[0], n[1], n[2]);
	else
		snprintf(l->printed, sizeof(l->printed), "%u.%u", n[0], n[1]);
	return true;
}

/* -- 7940, 7960: names --------------------------------------------------------------------- */

static bool is_loader(const char *name)
{
	return strncasecmp(name, "P003-", 5) == 0;
}

/* "PC03A300" of its web page: the boot loader, which is never replaced. */
static bool parse_boot(const char *name, struct nr_load *out)
{
	struct nr_load l = digits_start(NR_KIND_COMPONENT, "F2", "7940", "");

	if (strncasecmp(name, "PC03", 4) != 0 || strlen(name) != 8 ||
	    name[4 + strspn(name + 4, "0123456789ABCDEFabcdef")] ||
	    !scan_upper(l.text, sizeof(l.text), name, strlen(name)))
		return false;
	snprintf(l.printed, sizeof(l.printed), "%.4s", l.text + 4);
	l.note = "the boot loader of a 7940 or 7960: no load replaces it";
	*out = l;
	return true;
}

static bool parse_load(const char *name, struct nr_load *out)
{
	struct nr_load l = digits_start(NR_KIND_LOAD, "F2", "7940", "");
	const char *s = name, *protocol, *dash;
	bool known;

	if (scan_text(&s, "P003")) {
		protocol = is_loader(name) ? "" : "SCCP";
		known = is_loader(name) ? scan_sip(s, &l) :
					  digits_scan(s, &l) || scan_special(s, &l);
	} else if (scan_text(&s, "P0S3") || scan_text(&s, "P0M3")) {
		protocol = toupper((unsigned char)name[2]) == 'S' ? "SIP" : "MGCP";
		known = scan_sip(s, &l);
	} else {
		return false;
	}
	if (!known || !scan_upper(l.text, sizeof(l.text), name, strlen(name)))
		return false;
	snprintf(l.protocol, sizeof(l.protocol), "%s", protocol);
	if (protocol[0] == 'M') {
		l.ordered = false;
		l.doubt = "of MGCP loads only the form of their names is known";
	}
	/* "P0S3-08-02-00": the second number is never filled up, P0S3-08-2-00. */
	if (protocol[0] == 'S' && name[4] == '-' && (dash = strchr(name + 5, '-')) != NULL && dash[1] == '0' &&
	    isdigit((unsigned char)dash[2])) {
		snprintf(l.load, sizeof(l.load), "%.*s%s", (int)(dash + 1 - name), l.text, l.text + (dash + 2 - name));
		l.ordered = false;
		l.doubt = "no load has such a name: its second number has no 0 in front";
	}
	if (is_loader(name)) {
		l.kind = NR_KIND_COMPONENT;
		l.note = "the universal application loader that comes with the SIP load of this version";
	} else if (l.ordered && l.version.part[0] < UAL) {
		snprintf(l.suffix, sizeof(l.suffix), ".bin");
	}
	*out = l;
	return true;
}

/*
 * "8.12.00-SIP", "SIP.8-11-0": the load of that version, P0S3-08-11-00.  Cisco left the
 * 0 out of the last one's name.
 */
static bool cmterm_sip(const char *s, char out[32])
{
	uint16_t n[3];

	scan_text(&s, "sip.");
	if (!nr_scan_u16(&s, &n[0]) || !scan_part(&s, ".-", &n[1]) || !scan_part(&s, ".-", &n[2]) ||
	    n[0] > 99 || n[1] > 99 || n[2] > 99)
		return false;
	scan_text(&s, "-sip");
	if (n[0] == 8 && n[1] == 12)
		snprintf(out, 32, "P0S3-8-12-%02u", n[2]);
	else
		snprintf(out, 32, "P0S3-%02u-%u-%02u", n[0], n[1], n[2]);
	return *s == '\0';
}

/* "CMTERM-7940-7960-SCCP.8-0-9", "...8-1-2SR2": the load of that version. */
static bool cmterm_load(const char *s, char out[32])
{
	uint16_t n[3], sr;

	if (!scan_text(&s, "cmterm-7940") || (*s != '-' && *s != '_'))
		return false;
	s++;
	if (!scan_text(&s, "7960-"))
		return false;
	if (cmterm_sip(s, out))
		return true;
	if (!scan_text(&s, "sccp.") || !nr_scan_u16(&s, &n[0]) ||
	    !scan_part(&s, "-", &n[1]) || !scan_part(&s, "-", &n[2]) || n[0] > 99 ||
	    n[1] > 99 || n[2] > 99)
		return false;
	if (*s == '\0') {
		snprintf(out, 32, "P003%02u%02u%02u00", n[0], n[1], n[2]);
		return true;
	}
	if (!scan_text(&s, "SR") || !nr_scan_u16(&s, &sr) || *s || sr > 99)
		return false;
	snprintf(out, 32, "P003%02u%02uSR%02u", n[0], n[1], sr);
	return true;
}

static bool parse_archive(const char *name, struct nr_load *out)
{
	char inside[64], load[32];
	struct nr_load l;

	if (!scan_inside(inside, sizeof(inside), name))
		return false;
	if (!cmterm_load(inside, load)) {
		if (!scan_upper(load, sizeof(load), inside, strlen(inside)))
			return false;
	}
	if (!parse_load(load, &l) || l.kind != NR_KIND_LOAD)
		return false;
	l.kind = NR_KIND_ARCHIVE;
	l.suffix[0] = '\0';
	snprintf(l.load, sizeof(l.load), "%s", load);
	*out = l;
	return true;
}

bool p003_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	(void)self;
	return parse_load(name, out) || parse_boot(name, out) || parse_archive(name, out);
}

/* SCCP loads of 8.x come as cmterm-7940-7960-sccp.8-0-9.zip, all others under their name. */
bool p003_archive(const struct nr_model *self, const struct nr_load *load, char *out, size_t size)
{
	const uint16_t *n = load->version.part;
	int len;

	(void)self;
	if (strcmp(load->protocol, "SCCP") != 0 || !load->ordered || n[0] < 8)
		return false;
	if (n[4])
		len = snprintf(out, size, "cmterm-7940-7960-sccp.%u-%u-%uSR%u.zip", n[0], n[1], n[2],
			       n[4]);
	else
		len = snprintf(out, size, "cmterm-7940-7960-sccp.%u-%u-%u.zip", n[0], n[1], n[2]);
	return len > 0 && (size_t)len < size;
}

/* "8.1(2)SR2", "8.0(9)"; "8.12" of SIP.  These are the last ones. */
bool p003_load_of(const struct nr_model *self, const char *protocol, const char *version, char *out,
		  size_t size)
{
	bool sip = strcmp(protocol, "SIP") == 0;
	static const struct nr_version last_sip = { { 8, 12 } }, last_sccp = { { 8, 1, 2, 0, 2 } };
	char text[32], name[96];
	struct nr_load l;

	(void)self;
	if (size < 32 || !scan_dashed(text, sizeof(text), version))
		return false;
	snprintf(name, sizeof(name), "cmterm-7940-7960-%s.%s%s", sip ? "sip" : "sccp", text, sip ? "-0" : "");
	return cmterm_load(name, out) && parse_load(out, &l) &&
	       nr_version_cmp(&l.version, sip ? &last_sip : &last_sccp) <= 0;
}

/*
 * A SIP phone shows the name of its universal loader in CDP, P003-08-8-00, and
 * calls itself SIP<MAC>: then its application runs, P0S3-08-8-00.  A loader
 * whose application is invalid shows the same text, without that name.
 */
bool p003_running(const struct nr_model *self, const char *said, const char *device, char *out,
		  size_t size)
{
	int len;

	(void)self;
	if (!is_loader(said) || strncasecmp(device, "SIP", 3) != 0)
		return false;
	len = snprintf(out, size, "P0S3-%s", said + 5);
	return len > 0 && (size_t)len < size;
}

/* -- 7940, 7960: text configurations ------------------------------------------------------- */

/*
 * What it asks for, and in which order: firmware without the universal loader
 * OS79XX.TXT, and as SIP phone SIPDefault.cnf and SIP<MAC>.cnf after it; the
 * universal loader CTLSEP, SEP<MAC>.cnf.xml, SIP<MAC>.cnf, XMLDefault.cnf.xml,
 * SIPDefault.cnf, and the first of these that it finds chooses the protocol
 * (Cisco CME administrator guide, configuration files).
 */

static bool is_protocol(const char *load, const char *protocol)
{
	struct nr_load l;

	return load && parse_load(load, &l) && strcmp(l.protocol, protocol) == 0;
}

/*
 * The name alone, without a blank behind it (CSCdv19260), though Cisco's own archive of
 * P0S3-8-12-00 has P003-8-12-00, a blank and CR LF (listing in staskobzar/cisco_prov).
 * Its first four characters choose the protocol; the universal loader finds it out itself.
 */
static void write_os79xx(const char *load, struct nr_body *body)
{
	struct nr_load l;

	if (!parse_load(load, &l) || l.kind != NR_KIND_LOAD)
		return;
	if (strcmp(l.protocol, "SIP") == 0 && l.version.part[0] >= UAL && load[4] == '-')
		nr_body_printf(body, "P003%s", load + 4);
	else
		nr_body_printf(body, "%s", load);
}

static void write_sip(const struct nr_ask *ask, bool own, struct nr_body *body)
{
	char server[INET_ADDRSTRLEN], name[NR_PHONE_NAME_SIZE];

	if (!inet_ntop(AF_INET, &ask->server, server, sizeof(server)))
		return;
	if (ask->load)
		nr_body_printf(body, "image_version: %s\n", ask->load);
	nr_body_printf(body, "proxy1_address: %s\nproxy1_port: 5060\nproxy_register: 1\n", server);
	if (!own)
		return;
	nr_phone_name(&ask->mac, name);
	nr_body_printf(body, "line1_name: %s\nline1_authname: %s\nline1_displayname: %s\n", name,
		       name, name);
}

/*
 * SEP<MAC>.cnf.xml makes an SCCP phone: a phone that is on its way from SIP to
 * SIP must not find it.  One that runs SCCP gets it with the SIP load in it,
 * until it has been sent that load; then it must not find it any more.
 */
static bool keeps_sip(const struct nr_ask *ask)
{
	bool loader_or_sip = is_protocol(ask->runs, "SIP") || (ask->runs && is_loader(ask->runs));

	return strcmp(ask->protocol, "SIP") == 0 && loader_or_sip;
}

/* Nobody knows what it runs, so not which protocol it has either. */
static bool unknown(const struct nr_ask *ask)
{
	return !ask->runs || !ask->runs[0];
}

bool p003_config(const struct nr_model *self, enum nr_want want, const struct nr_ask *ask,
		 struct nr_body *body)
{
	const char *name = ask->want_name;
	bool own, sccp = strcmp(ask->protocol, "SCCP") == 0;

	(void)self;
	/* Unknown: no file of its own, so that none changes its protocol.  A question about its
	 * load is put in the files for all phones. */
	if (want == NR_WANT_CONFIG)
		return keeps_sip(ask) || unknown(ask);
	if (want != NR_WANT_TEXT || !name)
		return false;
	if (strcasecmp(name, "OS79XX.TXT") == 0) {
		if (ask->load)
			write_os79xx(ask->load, body);
		return true;
	}
	own = strcasecmp(name, "SIPDefault.cnf") != 0;
	/* A loader that looks for its protocol must not find SIP. */
	if (own && (unknown(ask) || (sccp && !is_protocol(ask->runs, "SIP"))))
		return true;
	write_sip(ask, own, body);
	return true;
}
