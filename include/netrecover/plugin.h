/* SPDX-License-Identifier: ISC */
#ifndef NETRECOVER_PLUGIN_H
#define NETRECOVER_PLUGIN_H
/*
 * plugin.h -- the envelope: the one symbol that a plugin exports.
 *
 * The first four members never move.  NR_ABI changes only when an existing
 * member changes its meaning or place.  Growth is by appending: the recorded
 * sizes tell the core how much the plugin knew, and what it did not know
 * reads as zero.
 */
#include <netrecover/model.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NR_ABI 1

struct nr_protocol;

struct nr_plugin {
	uint32_t abi;                   /* NR_ABI */
	uint32_t plugin_size;           /* sizeof(struct nr_plugin) */
	uint32_t model_size;            /* sizeof(struct nr_model), or 0 */
	uint32_t protocol_size;         /* sizeof(struct nr_protocol), or 0 */
	const char *name;
	const char *version;
	const struct nr_model *const *models;        /* ends with NULL, or NULL */
	const struct nr_protocol *const *protocols;  /* ends with NULL, or NULL */
};

#define NR_PLUGIN_SYMBOL "netrecover_plugin"

/* NR_MODEL_PLUGIN("cisco-7945", "1.0", &model, ...); */
#define NR_MODEL_PLUGIN(name_, version_, ...)                                       \
	static const struct nr_model *const nr_models_[] = { __VA_ARGS__, NULL };   \
	__attribute__((visibility("default")))                                      \
	extern const struct nr_plugin netrecover_plugin;                            \
	const struct nr_plugin netrecover_plugin = {                                \
		NR_ABI, sizeof(struct nr_plugin), sizeof(struct nr_model), 0,       \
		name_, version_, nr_models_, NULL                                   \
	}

/* NR_PROTOCOL_PLUGIN("dhcp", "1.0", &protocol); needs <netrecover/protocol.h>. */
#define NR_PROTOCOL_PLUGIN(name_, version_, ...)                                    \
	static const struct nr_protocol *const nr_protocols_[] = { __VA_ARGS__, NULL }; \
	__attribute__((visibility("default")))                                      \
	extern const struct nr_plugin netrecover_plugin;                            \
	const struct nr_plugin netrecover_plugin = {                                \
		NR_ABI, sizeof(struct nr_plugin), 0, sizeof(struct nr_protocol),    \
		name_, version_, NULL, nr_protocols_                                \
	}

#ifdef __cplusplus
}
#endif
#endif /* NETRECOVER_PLUGIN_H */
