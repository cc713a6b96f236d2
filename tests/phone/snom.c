/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * snom.c -- a Snom 300 to 370, 710 to 870: from DHCP to the image that its settings name.
 *
 * Written after Snom's own pages (wiki.snom.com: Features/Auto Provisioning/DHCP/Options,
 * Features/Mass Deployment/Setting Files, Firmware/Update/TFTP Update), the update script of
 * GS3 (amooma/GS3, prov/snom/sw-update.php), and the texts that wazo-platform/
 * wazo-provd-plugins (wazo_snom) has from requests of real phones.
 *
 * Parts: application, root file system ("ramdisk", "3.36"), Linux ("3.25"); from version 7 on
 * one image, and only the first is there.  Not played: PnP by multicast, side modules, HTTPS.
 */
#include <config.h>

#include "tests/phone/image.h"
#include "tests/phone/profile.h"

#include <stdio.h>
#include <string.h>

#define APP 0
#define ROOTFS 1
#define LINUX 2

enum stage {
	STAGE_GENERAL,          /* snom320.htm */
	STAGE_OWN,              /* snom320-000413AABBCC.htm, or what the URL says */
	STAGE_LISTED,           /* a file of the container */
	STAGE_STATUS,           /* which firmware */
	STAGE_IMAGE,
};

static const char *model_of(const struct device *d)
{
	return d->handset->model + strlen("snom");
}

static bool is_old(const struct device *d)
{
	return d->handset->model[4] == '3' && strcmp(model_of(d), "370") != 0;
}

/* From 7.3.15 on (Snom's page about options). */
static size_t vendor_class(const struct device *d, uint8_t out[64])
{
	if (profile_compare(d->part[APP], "7.3.15") < 0)
		return 0;
	return (size_t)snprintf((char *)out, 64, "%s", d->handset->model);
}

/* As such phones say it, by example: "snom320-SIP 6.5.20; snom320 jffs2 v3.36; snom320 linux 3.38",
 * "snom320-SIP 8.4.18 1.1.3-s", "snom710-SIP 8.7.5.35 1.1.5-IFX-05.01.12 000413741767". */
static void set_agent(struct device *d)
{
	const char *m = d->handset->model, *app = d->part[APP];
	char mac[13], rootfs[24 + sizeof("jffs2 v")];

	if (profile_compare(app, "7") < 0) {
		snprintf(rootfs, sizeof(rootfs), strcmp(d->part[ROOTFS], "ramdisk") == 0 ? "%s" :
			 "jffs2 v%s", d->part[ROOTFS]);
		snprintf(d->agent, sizeof(d->agent),
			 "Mozilla/4.0 (compatible; %s-SIP %s; %s %s; %s linux %s)", m, app, m, rootfs, m,
			 d->part[LINUX]);
	} else if (profile_compare(app, "8.7.5") < 0) {
		snprintf(d->agent, sizeof(d->agent), "Mozilla/4.0 (compatible; %s-SIP %s 1.1.3-u)", m, app);
	} else {
		snprintf(d->agent, sizeof(d->agent), "Mozilla/4.0 (compatible; %s-SIP %s 2010.06 %s)", m,
			 app, profile_mac(d, false, mac));
	}
}

/* The settings URL: option 66, joined with 67.  "{mac}" in it is its own. */
static bool settings_url(struct device *d, const struct dhcp_reply *r)
{
	char url[200], file[64], *mark, mac[13];

	if (!dhcp_option_text(r, 66, url, 128))
		return false;
	if (dhcp_option_text(r, 67, file, sizeof(file)))
		snprintf(url + strlen(url), sizeof(url) - strlen(url), "%s%s", file[0] == '/' ? "" : "/", file);
	/* An address alone: which door is meant stands nowhere; option 66 is made for TFTP. */
	if (!strstr(url, "://")) {
		memmove(url + 7, url, strlen(url) + 1);
		memcpy(url, "tftp://", 7);
	}
	if (!profile_server(url, &d->server))
		return false;
	mark = strstr(d->server.path, "{mac}");
	if (mark) {
		char rest[DEVICE_WANT];

		snprintf(rest, sizeof(rest), "%s", mark + 5);
		snprintf(mark, sizeof(d->server.path) - (size_t)(mark - d->server.path), "%s%s",
			 profile_mac(d, false, mac), rest);
	}
	return true;
}

static enum act start(struct device *d, const struct dhcp_reply *r)
{
	set_agent(d);
	d->first[0] = d->second[0] = '\0';
	if (!settings_url(d, r)) {
		snprintf(d->says, sizeof(d->says), "knows no server of settings");
		return ACT_AGAIN;
	}
	if (d->server.path[0]) {
		d->stage = STAGE_OWN;
		memcpy(d->want, d->server.path, sizeof(d->want));
	} else {
		d->stage = STAGE_GENERAL;
		snprintf(d->want, sizeof(d->want), "%s.htm", d->handset->model);
	}
	return ACT_ASK;
}

static enum act settled(struct device *d)
{
	if (!d->first[0])
		return ACT_REST;
	d->stage = STAGE_STATUS;
	if (profile_url(d, d->first))
		return ACT_ASK;
	snprintf(d->says, sizeof(d->says), "cannot read the URL %.100s", d->first);
	return ACT_REST;
}

static enum act next_settings(struct device *d)
{
	char mac[13];

	if (d->stage == STAGE_OWN)
		return settled(d);
	d->stage = STAGE_OWN;
	snprintf(d->want, sizeof(d->want), "%s-%s.htm", d->handset->model, profile_mac(d, false, mac));
	return ACT_ASK;
}

/* XML from version 7 on; "name: value", with a mark of who may write it, always. */
static bool read_value(const struct device *d, const uint8_t *data, size_t len, const char *name,
		       char out[DEVICE_WANT])
{
	static const char *const marks[] = { "", "!", "&" };
	char before[48];

	for (size_t i = 0; i < 3; i++) {
		snprintf(before, sizeof(before), "%s%s: ", name, marks[i]);
		if (profile_between(data, len, before, '\n', out, DEVICE_WANT))
			return true;
	}
	if (profile_compare(d->part[APP], "7") < 0)
		return false;
	snprintf(before, sizeof(before), "<%s perm=\"\">", name);
	if (profile_between(data, len, before, '<', out, DEVICE_WANT))
		return true;
	snprintf(before, sizeof(before), "<%s>", name);
	return profile_between(data, len, before, '<', out, DEVICE_WANT);
}

/* The version in "snom320-6.5.20-SIP-j.bin". */
static bool named_version(const struct device *d, const char *url, char out[24])
{
	const char *file = strrchr(url, '/');
	char begin[24];
	size_t n = (size_t)snprintf(begin, sizeof(begin), "%s-", d->handset->model);

	file = file ? file + 1 : url;
	if (strncmp(file, begin, n) != 0)
		return false;
	snprintf(out, 24, "%.*s", (int)strcspn(file + n, "-"), file + n);
	return true;
}

/* A URL of the very version that it runs is left alone. */
static enum act take_status(struct device *d, const uint8_t *data, size_t len)
{
	char version[24];

	if (!read_value(d, data, len, "firmware", d->second))
		return ACT_REST;
	if (named_version(d, d->second, version) && strcmp(version, d->part[APP]) == 0)
		return ACT_REST;
	d->stage = STAGE_IMAGE;
	if (profile_url(d, d->second))
		return ACT_ASK;
	snprintf(d->says, sizeof(d->says), "cannot read the URL %.100s", d->second);
	return ACT_REST;
}

static enum act refuse(struct device *d, const char *why)
{
	snprintf(d->says, sizeof(d->says), "rejects %.60s: %s", d->want, why);
	return ACT_RESTART;
}

static bool ends(const struct device *d, const char *suffix)
{
	size_t n = strlen(d->want), k = strlen(suffix);

	return n > k && strcmp(d->want + n - k, suffix) == 0;
}

/*
 * GS3 and Snom's guide from 6 to 7: what lies between.  An image that comes too early leaves a
 * phone with its boot loader, which is silent until a person presses a key.
 */
static enum act take_part(struct device *d, const struct image *i)
{
	const char *app = d->part[APP];
	bool seven = profile_compare(i->version, "7") >= 0;

	if (strcmp(i->part, "rootfs") == 0 || strcmp(i->part, "linux") == 0) {
		d->writes = strcmp(i->part, "rootfs") == 0 ? ROOTFS : LINUX;
		if (profile_compare(app, "5") < 0 || profile_compare(app, "7") >= 0)
			return refuse(d, "it is for the versions 5 and 6");
		return ACT_WRITE;
	}
	d->writes = APP;
	if (is_old(d) && profile_compare(app, "7") < 0 && seven &&
	    (profile_compare(app, "6.5.20") < 0 || profile_compare(d->part[ROOTFS], "3.36") < 0 ||
	     strcmp(d->part[ROOTFS], "ramdisk") == 0 || strcmp(d->part[LINUX], "3.38") != 0)) {
		snprintf(d->says, sizeof(d->says), "has lost its firmware: %s was not ready for version 7", app);
		return ACT_DEAD;
	}
	if (is_old(d) && profile_compare(app, "7") < 0 && seven && !ends(d, "-bf.bin"))
		return refuse(d, "not the image that crosses to version 7");
	if (is_old(d) && profile_compare(app, "5") < 0 && profile_compare(i->version, "5.5") != 0)
		return refuse(d, "5.5a comes first");
	return ACT_WRITE;
}

/* The CRC is looked at before anything is erased. */
static enum act take_image(struct device *d, const uint8_t *data, size_t len)
{
	struct image i;

	if (!image_read(data, len, &i))
		return refuse(d, "bad CRC");
	if (!image_is_for(&i, d->handset->model))
		return refuse(d, "for another phone");
	snprintf(d->version, sizeof(d->version), "%s", i.version);
	return take_part(d, &i);
}

static enum act got(struct device *d, const uint8_t *data, size_t len)
{
	char url[DEVICE_WANT];

	switch ((enum stage)d->stage) {
	case STAGE_GENERAL:
	case STAGE_OWN:
		if (profile_compare(d->part[APP], "7") >= 0 &&
		    profile_between(data, len, "<file url=\"", '"', url, sizeof(url)) &&
		    profile_url(d, url)) {
			d->stage = STAGE_LISTED;
			return ACT_ASK;
		}
		if (!read_value(d, data, len, "firmware_status", d->first))
			return next_settings(d);
		return settled(d);
	case STAGE_LISTED:
		if (!read_value(d, data, len, "firmware_status", d->first))
			d->first[0] = '\0';
		return settled(d);
	case STAGE_STATUS:
		return take_status(d, data, len);
	case STAGE_IMAGE:
		return take_image(d, data, len);
	}
	return ACT_REST;
}

/* Version 6 waits for a key when the image is not there (GS3); others go on. */
static enum act absent(struct device *d)
{
	switch ((enum stage)d->stage) {
	case STAGE_GENERAL:
	case STAGE_OWN:
		return next_settings(d);
	case STAGE_LISTED:
	case STAGE_STATUS:
		break;
	case STAGE_IMAGE:
		if (profile_compare(d->part[APP], "7") >= 0)
			break;
		snprintf(d->says, sizeof(d->says), "waits for a key");
		return ACT_DEAD;
	}
	return ACT_REST;
}

/* Version 7 is one image. */
static void written(struct device *d)
{
	memcpy(d->part[d->writes], d->version, sizeof(d->version));
	if (profile_compare(d->part[APP], "7") >= 0)
		d->part[ROOTFS][0] = d->part[LINUX][0] = '\0';
}

/* The order of mask and router: service.snom.com/x/Br73DQ.  The name server: wazo's dhcpd
 * configuration says so of the 715. */
static const char *lacks(const struct device *d, const struct dhcp_reply *r)
{
	size_t len;
	const uint8_t *mask = dhcp_option(r, 1, &len), *router = dhcp_option(r, 3, &len);

	if (router && (!mask || mask > router))
		return "the mask (option 1) does not come before the router (option 3)";
	if (strcmp(model_of(d), "715") == 0 && !dhcp_option(r, 6, &len))
		return "it has no name server (option 6)";
	return NULL;
}

/* What it asks for stands in no document; these are the options that it obeys. */
static const uint8_t wanted[] = { 1, 3, 6, 42, 43, 66, 67, 132, 133 };

const struct profile profile_snom = {
	vendor_class, wanted, sizeof(wanted), lacks, start, got, absent, written,
};
