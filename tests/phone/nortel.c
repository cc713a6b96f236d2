/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * nortel.c -- a Nortel or Avaya 1120E, 1140E, 1210, 1220 or 1230: UNIStim software, and the SIP
 * software that it can be changed to.
 *
 * Written after the SIP 4.0 and 4.3 guides of the 1100 and 1200 series, CS1000 IP Phones
 * Fundamentals (what DHCP must say), the UNIStim 4.1 and 4.3 bulletins (names and their order) and
 * wazo-platform/wazo-provd-plugins (wazo_avaya: names and user agents that were seen).
 *
 * One part: the name of the software, "062AC39" or "SIP12x004.03.12.00".  Not played: LLDP, UFTP
 * from a call server, the BootC loader, SIP itself.
 */
#include <config.h>

#include "tests/phone/image.h"
#include "tests/phone/profile.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define S1_PORT 4100

enum stage {
	STAGE_SYSTEM_PRV,
	STAGE_TYPE_PRV,
	STAGE_DEVICE_PRV,
	STAGE_CONFIG,
	STAGE_IMAGE,
	STAGE_CALL,             /* S1, of UNIStim */
};

static const char *type_of(const struct device *d)
{
	return d->handset->model + strlen("nortel");
}

static bool is_sip(const char *load)
{
	return strncmp(load, "SIP", 3) == 0;
}

static size_t vendor_class(const struct device *d, uint8_t out[64])
{
	static const char unistim[] = "Nortel-i2004-A", sip[] = "Nortel-SIP-Phone-A";

	memcpy(out, is_sip(d->part[0]) ? sip : unistim, is_sip(d->part[0]) ? sizeof(sip) : sizeof(unistim));
	return is_sip(d->part[0]) ? sizeof(sip) - 1 : sizeof(unistim);
}

/* "Nortel-i2004-A,10.77.0.1:4100,1,10." with a second server after a semicolon: S1 to *ip. */
static bool read_string(const char *text, uint32_t *ip)
{
	unsigned a, b, c, e, port, action, retry;
	int n = 0;
	struct in_addr s1;
	char dotted[20];

	if (sscanf(text, "Nortel-i2004-A,%3u.%3u.%3u.%3u:%5u,%3u,%3u%n", &a, &b, &c, &e, &port, &action,
		   &retry, &n) != 7 || (text[n] != '.' && text[n] != ';') || text[strlen(text) - 1] != '.')
		return false;
	snprintf(dotted, sizeof(dotted), "%u.%u.%u.%u", a, b, c, e);
	if (inet_pton(AF_INET, dotted, &s1) != 1)
		return false;
	*ip = ntohl(s1.s_addr);
	return port == S1_PORT;
}

/* One of the options that a site may choose has it. */
static bool find_string(const struct dhcp_reply *r, uint32_t *ip)
{
	static const uint8_t tags[] = { 128, 144, 157, 191, 251 };
	char text[128];

	for (size_t i = 0; i < sizeof(tags); i++)
		if (dhcp_option_text(r, tags[i], text, sizeof(text)))
			return read_string(text, ip);
	return false;
}

/* UNIStim throws away every answer that lacks one of these (CS1000 fundamentals). */
static const char *lacks(const struct device *d, const struct dhcp_reply *r)
{
	uint32_t ip;

	if (is_sip(d->part[0]))
		return NULL;
	if (!r->router)
		return "it has no router (option 3)";
	if (!r->mask)
		return "it has no mask (option 1)";
	return find_string(r, &ip) ? NULL : "it has no string \"Nortel-i2004-A,address:4100,1,retries.\"";
}

/* Dotted: TFTP.  SIP software takes a URL, too. */
static bool set_server(struct device *d, const struct dhcp_reply *r)
{
	char text[128], url[160];

	if (!dhcp_option_text(r, 66, text, sizeof(text)))
		return false;
	if (is_sip(d->part[0]) && strstr(text, "://"))
		return profile_server(text, &d->server);
	snprintf(url, sizeof(url), "tftp://%s", text);
	return profile_server(url, &d->server);
}

static void set_agent(struct device *d)
{
	const char *digits = strrchr(d->part[0], '.');

	d->agent[0] = '\0';
	if (!is_sip(d->part[0]) || !digits || strlen(d->part[0]) < 11)
		return;
	/* "SIP12x0", a byte of any value, and "04.00.04.00" */
	snprintf(d->agent, sizeof(d->agent), "AVAYA/%.*s\x17/%s", (int)strlen(d->part[0]) - 11, d->part[0],
		 d->part[0] + strlen(d->part[0]) - 11);
}

static enum act ask(struct device *d, enum stage stage)
{
	char mac[13];

	d->stage = stage;
	if (stage == STAGE_SYSTEM_PRV)
		snprintf(d->want, sizeof(d->want), "SYSTEM.PRV");
	else if (stage == STAGE_TYPE_PRV)
		snprintf(d->want, sizeof(d->want), "%s.PRV", type_of(d));
	else if (stage == STAGE_DEVICE_PRV)
		snprintf(d->want, sizeof(d->want), "%s.PRV", profile_mac(d, false, mac));
	else
		snprintf(d->want, sizeof(d->want), is_sip(d->part[0]) ? "%sSIP.cfg" : "%s.cfg", type_of(d));
	return ACT_ASK;
}

static enum act start(struct device *d, const struct dhcp_reply *r)
{
	set_agent(d);
	d->call = 0;
	find_string(r, &d->call);
	if (!set_server(d, r)) {
		snprintf(d->says, sizeof(d->says), "knows no server of files");
		return ACT_AGAIN;
	}
	return ask(d, is_sip(d->part[0]) ? STAGE_CONFIG : STAGE_SYSTEM_PRV);
}

/* SIP software works; UNIStim calls its server, and begins again when nobody answers. */
static enum act settled(struct device *d)
{
	if (is_sip(d->part[0]))
		return ACT_REST;
	d->stage = STAGE_CALL;
	return ACT_CALL;
}

/* The line "KEY value" of the section [FW]; what is longer than 80 characters is not read. */
static bool read_key(const uint8_t *data, size_t len, const char *key, char *out, size_t size)
{
	const char *p = (const char *)data, *end = p + len;
	size_t k = strlen(key);
	bool inside = false;

	while (p < end) {
		size_t n = 0;

		while (p + n < end && p[n] != '\n' && p[n] != '\r')
			n++;
		if (n <= 80 && n > 0 && p[0] == '[')
			inside = n >= 4 && strncmp(p, "[FW]", 4) == 0;
		else if (inside && n <= 80 && n > k + 1 && strncmp(p, key, k) == 0 && p[k] == ' ' && n - k - 1 < size) {
			snprintf(out, size, "%.*s", (int)(n - k - 1), p + k + 1);
			return true;
		}
		p += n + 1;
	}
	return false;
}

/* UNIStim by the last two characters, "3" before "9" before "L"; SIP by its four numbers. */
static bool is_newer(const char *version, const char *stored)
{
	if (is_sip(version) != is_sip(stored) || strlen(version) < 7 || strlen(stored) < 7)
		return false;
	if (!is_sip(version))
		return strncmp(version, stored, 4) == 0 && strcmp(version + 5, stored + 5) > 0;
	return profile_compare(version + strlen(version) - 11, stored + strlen(stored) - 11) > 0;
}

static enum act take_config(struct device *d, const uint8_t *data, size_t len)
{
	char mode[16] = "", protocol[8] = "TFTP", version[24] = "";

	read_key(data, len, "DOWNLOAD_MODE", mode, sizeof(mode));
	read_key(data, len, "PROTOCOL", protocol, sizeof(protocol));
	read_key(data, len, "VERSION", version, sizeof(version));
	if (!read_key(data, len, "FILENAME", d->first, sizeof(d->first)))
		return settled(d);
	if (strcmp(mode, "FORCED") != 0 && !(strcmp(mode, "AUTO") == 0 && is_newer(version, d->part[0])))
		return settled(d);
	if (!is_sip(d->part[0]) && strcmp(protocol, "TFTP") != 0) {
		snprintf(d->says, sizeof(d->says), "fetches firmware by TFTP only, not by %s", protocol);
		return settled(d);
	}
	d->server.tftp = strcmp(protocol, "TFTP") == 0;
	memcpy(d->want, d->first, sizeof(d->want));
	d->stage = STAGE_IMAGE;
	return ACT_ASK;
}

/* "[FW] Authentication Failed": a bad signature, or too far a jump; the old software goes on. */
static enum act take_image(struct device *d, const uint8_t *data, size_t len)
{
	struct image i;
	bool far;

	if (!image_read(data, len, &i) || !image_is_for(&i, d->handset->model)) {
		snprintf(d->says, sizeof(d->says), "rejects %.60s: [FW] Authentication Failed", d->want);
		return settled(d);
	}
	/* SIP 4.3 guide of the 1200 series: not before 062AC5L */
	far = is_sip(i.version) && !is_sip(d->part[0]) && type_of(d)[1] == '2' &&
	      strcmp(d->part[0] + 5, "5L") < 0;
	if (far) {
		snprintf(d->says, sizeof(d->says), "rejects %.60s: [FW] Authentication Failed (runs %s)", d->want,
			 d->part[0]);
		return settled(d);
	}
	d->writes = 0;
	snprintf(d->version, sizeof(d->version), "%s", i.version);
	return ACT_WRITE;
}

static enum act got(struct device *d, const uint8_t *data, size_t len)
{
	switch ((enum stage)d->stage) {
	case STAGE_SYSTEM_PRV:
	case STAGE_TYPE_PRV:
	case STAGE_DEVICE_PRV:
		return ask(d, d->stage + 1);
	case STAGE_CONFIG:
		return take_config(d, data, len);
	case STAGE_IMAGE:
		return take_image(d, data, len);
	case STAGE_CALL:
		break;
	}
	return ACT_REST;
}

static enum act absent(struct device *d)
{
	if (d->stage < STAGE_CONFIG)
		return ask(d, d->stage + 1);
	return settled(d);
}

static void written(struct device *d)
{
	memcpy(d->part[0], d->version, sizeof(d->version));
}

/* SIP 4.0 guide of the 1200 series; what UNIStim asks for is in no text that was found. */
static const uint8_t wanted[] = { 1, 3, 6, 15, 28, 43, 58, 59, 66, 128, 131, 144, 157, 188, 191, 205, 219, 223 };

const struct profile profile_nortel = {
	vendor_class, wanted, sizeof(wanted), lacks, start, got, absent, written,
};
