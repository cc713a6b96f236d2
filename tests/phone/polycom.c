/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * polycom.c -- a Polycom SoundPoint IP: a boot ROM that looks for a newer one of itself and for
 * another application, and the application.
 *
 * Written after Polycom's SIP 2.2.0, 2.2.2 and 3.1 administrator's guides (boot servers, what the
 * boot ROM does in which order, "the file system is formatted"), its bulletins about the last
 * releases, and wazo-platform/wazo-provd-plugins (wazo_polycom: user agents, names of files, and
 * which boot ROM an application needs).
 *
 * Parts: application, boot ROM.  Not played: FTP, DHCPINFORM, the Updater of 4.0 and later, the
 * logs that it writes with PUT.
 */
#include <config.h>

#include "tests/phone/image.h"
#include "tests/phone/profile.h"

#include <netrecover/types.h>

#include <stdio.h>
#include <string.h>

#define APP 0
#define BOOTROM 1

enum stage {
	STAGE_OWN_BOOTROM,      /* 2345-12375-001.bootrom.ld */
	STAGE_BOOTROM,          /* bootrom.ld */
	STAGE_MASTER,           /* 0004f2aabbcc.cfg, */
	STAGE_DEFAULT,          /* or 000000000000.cfg */
	STAGE_OWN_APP,          /* 2345-12375-001.sip.ld */
	STAGE_APP,              /* sip.ld */
	STAGE_RUNS,             /* the application, and its own files */
	STAGE_RUNS_DEFAULT,
	STAGE_PHONE, STAGE_LICENSE, STAGE_COMMON_LICENSE, STAGE_DIRECTORY,
	STAGE_END,
};

static const struct kind {
	const char *model, *part;
	const char *needs;      /* the boot ROM that applications from 3.2.4 on ask for */
} kinds[] = {
	{ "330", "2345-12200-001", "3.2.3" },
	{ "335", "2345-12375-001", "4.2.1" },
	{ "430", "2345-11402-001", "3.1.3" },
	{ "450", "2345-12450-001", "4.1.2" },
	{ "550", "2345-12500-001", "4.1.0" },
	{ "650", "2345-12600-001", "4.1.0" },
};

static const char *model_of(const struct device *d)
{
	return d->handset->model + strlen("polycom");
}

static const struct kind *kind_of(const struct device *d)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(kinds); i++)
		if (strcmp(kinds[i].model, model_of(d)) == 0)
			return &kinds[i];
	return &kinds[0];
}

/*
 * In the form of RFC 3925: enterprise 13885, its length, a sub-option: what it is and its part
 * number.  So seen in a capture, as "..6=q..PolycomSoundPointIP-SPIP_550-12345-001".
 */
static size_t vendor_class(const struct device *d, uint8_t out[64])
{
	char text[48];
	size_t n = (size_t)snprintf(text, sizeof(text), "PolycomSoundPointIP-SPIP_%s-%s", model_of(d),
				    kind_of(d)->part + 5);

	memcpy(out, "\0\0\x36\x3d", 4);
	out[4] = (uint8_t)(n + 2);
	out[5] = 1;
	out[6] = (uint8_t)n;
	memcpy(out + 7, text, n);
	return n + 7;
}

static const char *lacks(const struct device *d, const struct dhcp_reply *r)
{
	(void)d;
	(void)r;
	return NULL;
}

static void set_agent(struct device *d, unsigned part)
{
	snprintf(d->agent, sizeof(d->agent), "FileTransport PolycomSoundPointIP-SPIP_%s-UA/%s", model_of(d),
		 d->part[part]);
}

static enum act ask(struct device *d, enum stage stage)
{
	char mac[13];

	d->stage = stage;
	profile_mac(d, true, mac);
	switch (stage) {
	case STAGE_OWN_BOOTROM:
		snprintf(d->want, sizeof(d->want), "%s.bootrom.ld", kind_of(d)->part);
		break;
	case STAGE_BOOTROM:
		snprintf(d->want, sizeof(d->want), "bootrom.ld");
		break;
	case STAGE_MASTER:
	case STAGE_RUNS:
		snprintf(d->want, sizeof(d->want), "%s.cfg", mac);
		break;
	case STAGE_DEFAULT:
	case STAGE_RUNS_DEFAULT:
		snprintf(d->want, sizeof(d->want), "000000000000.cfg");
		break;
	case STAGE_OWN_APP:
		snprintf(d->want, sizeof(d->want), "%s.%.100s", kind_of(d)->part, d->first);
		break;
	case STAGE_APP:
		snprintf(d->want, sizeof(d->want), "%s", d->first);
		break;
	case STAGE_PHONE:
		snprintf(d->want, sizeof(d->want), "%s-phone.cfg", mac);
		break;
	case STAGE_LICENSE:
		snprintf(d->want, sizeof(d->want), "%s-license.cfg", mac);
		break;
	case STAGE_COMMON_LICENSE:
		snprintf(d->want, sizeof(d->want), "000000000000-license.cfg");
		break;
	case STAGE_DIRECTORY:
		snprintf(d->want, sizeof(d->want), "%s-directory.xml", mac);
		break;
	case STAGE_END:
		return ACT_REST;
	}
	return ACT_ASK;
}

/* The custom option, 160, before 66.  A name or an address alone would be asked by FTP. */
static enum act start(struct device *d, const struct dhcp_reply *r)
{
	char text[128];

	set_agent(d, BOOTROM);
	d->first[0] = '\0';
	if ((!dhcp_option_text(r, 160, text, sizeof(text)) && !dhcp_option_text(r, 66, text, sizeof(text))) ||
	    !profile_server(text, &d->server)) {
		snprintf(d->says, sizeof(d->says), "has no boot server but by FTP");
		return ACT_AGAIN;
	}
	return ask(d, STAGE_OWN_BOOTROM);
}

/* What is in its flash runs.  A boot ROM without an application begins again. */
static enum act run(struct device *d)
{
	if (!d->part[APP][0]) {
		snprintf(d->says, sizeof(d->says), "could not load an application");
		return ACT_RESTART;
	}
	set_agent(d, APP);
	return ask(d, STAGE_RUNS);
}

static enum act reject(struct device *d, const char *why)
{
	snprintf(d->says, sizeof(d->says), "rejects %.60s: %s", d->want, why);
	return d->stage == STAGE_OWN_BOOTROM || d->stage == STAGE_BOOTROM ? ask(d, STAGE_MASTER) : run(d);
}

/* Only a newer one; none of 4.1.4 and later on a boot ROM before 2.6; none back before 3.0. */
static enum act take_bootrom(struct device *d, const struct image *i)
{
	if (profile_compare(i->version, d->part[BOOTROM]) <= 0)
		return ask(d, STAGE_MASTER);
	if (profile_compare(d->part[BOOTROM], "2.6") < 0 && profile_compare(i->version, "4.1.4") >= 0)
		return reject(d, "not from this boot ROM");
	d->writes = BOOTROM;
	return ACT_WRITE;
}

/* Any other one, be it older. */
static enum act take_app(struct device *d, const struct image *i)
{
	if (strcmp(i->version, d->part[APP]) == 0)
		return run(d);
	if (profile_compare(i->version, "3.2.4") >= 0 && profile_compare(d->part[BOOTROM], kind_of(d)->needs) < 0)
		return reject(d, "it needs a newer boot ROM");
	if (profile_compare(i->version, "4.0") >= 0)
		return reject(d, "the boot ROM is not an Updater");
	d->writes = APP;
	return ACT_WRITE;
}

static enum act take_image(struct device *d, const uint8_t *data, size_t len)
{
	bool rom = d->stage == STAGE_OWN_BOOTROM || d->stage == STAGE_BOOTROM;
	struct image i;

	if (!image_read(data, len, &i))
		return reject(d, "bad signature");
	if (!image_is_for(&i, d->handset->model) || strcmp(i.part, rom ? "bootrom" : "application") != 0)
		return reject(d, "no image for this hardware");
	snprintf(d->version, sizeof(d->version), "%s", i.version);
	return rom ? take_bootrom(d, &i) : take_app(d, &i);
}

static enum act got(struct device *d, const uint8_t *data, size_t len)
{
	switch ((enum stage)d->stage) {
	case STAGE_OWN_BOOTROM:
	case STAGE_BOOTROM:
	case STAGE_OWN_APP:
	case STAGE_APP:
		return take_image(d, data, len);
	case STAGE_MASTER:
	case STAGE_DEFAULT:
		if (!profile_between(data, len, "APP_FILE_PATH=\"", '"', d->first, sizeof(d->first)))
			return run(d);
		return ask(d, STAGE_OWN_APP);
	case STAGE_RUNS:
		return ask(d, STAGE_PHONE);
	case STAGE_RUNS_DEFAULT:
	case STAGE_PHONE:
	case STAGE_LICENSE:
	case STAGE_COMMON_LICENSE:
	case STAGE_DIRECTORY:
		return ask(d, d->stage + 1);
	case STAGE_END:
		break;
	}
	return ACT_REST;
}

/* Without a file it goes on with what it has. */
static enum act absent(struct device *d)
{
	if (d->stage == STAGE_DEFAULT || d->stage == STAGE_APP)
		return run(d);
	return ask(d, d->stage + 1);
}

/* A new boot ROM formats the file system: the application is gone. */
static void written(struct device *d)
{
	memcpy(d->part[d->writes], d->version, sizeof(d->version));
	if (d->writes == BOOTROM)
		d->part[APP][0] = '\0';
}

/* As one asked: a capture of a SoundPoint. */
static const uint8_t wanted[] = { 1, 28, 160, 66, 43, 3, 4, 42, 2, 6, 15, 7 };

const struct profile profile_polycom = {
	vendor_class, wanted, sizeof(wanted), lacks, start, got, absent, written,
};
