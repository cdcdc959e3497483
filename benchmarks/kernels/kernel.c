/* Growth, upgrading and exit of firms in C99: the same rules on the same records as the compiled model.
 *
 * columns.h is written from the declarations of the model: struct firm, park, market, cell and parameters.
 */
#include <math.h>
#include <stdint.h>

#include "columns.h"

#define RAMPING 1
#define OPERATING 2
#define CLOSED 3
#define OPERATION 1
#define QUARTER 0.25
#define MASK 0xFFFFFFFFu

typedef struct { double u[4]; } uniforms;

static inline uniforms draw(uint64_t seed, uint64_t replicate, uint64_t identity, uint64_t quarter) {
    uint64_t c0 = identity & MASK, c1 = identity >> 32, c2 = quarter, c3 = OPERATION, k0 = seed, k1 = replicate;
    for (int round = 0; round < 10; round++) {
        const uint64_t p0 = 0xD2511F53u * c0, p1 = 0xCD9E8D57u * c2;
        const uint64_t n0 = (p1 >> 32) ^ c1 ^ k0, n2 = (p0 >> 32) ^ c3 ^ k1;
        c1 = p1 & MASK;
        c3 = p0 & MASK;
        c0 = n0;
        c2 = n2;
        k0 = (k0 + 0x9E3779B9u) & MASK;
        k1 = (k1 + 0xBB67AE85u) & MASK;
    }
    const double word = 0x1p-32;
    return (uniforms){{((double)c0 + 0.5) * word, ((double)c1 + 0.5) * word, ((double)c2 + 0.5) * word,
                       ((double)c3 + 0.5) * word}};
}

static inline double laplace(double u) {
    const double scale = sqrt(0.5);
    return u < 0.5 ? scale * log(2.0 * u) : -scale * log(2.0 * (1.0 - u));
}

static inline double chance(double rate) { return -expm1(-rate * QUARTER); }

static inline void grow(struct firm *firm, double uniform, double unit_cost, const struct market *market,
                        const struct cell *cell, const struct parameters *par) {
    if (firm->stage == RAMPING) {
        firm->output = firm->design * par->ramp_use * fmin(1.0, firm->stage_quarters / par->ramp_quarters);
        if (firm->stage_quarters >= par->ramp_quarters) {
            firm->stage = OPERATING;
            firm->stage_quarters = 0;
        }
    } else {
        const double edge = firm->capability - market->mean_capability;
        const double expected = QUARTER * (market->demand + par->capability_growth * edge +
                                           par->cluster_growth * cell->cluster - par->cost_growth * unit_cost);
        const double yearly =
            par->growth_spread * exp(par->growth_spread_exponent * log(firm->output / par->reference_output));
        const double spread = fmin(1.0, yearly * sqrt(QUARTER));
        const double noise = spread * laplace(uniform) + log(1.0 - 0.5 * spread * spread);
        firm->output = fmin(firm->output * exp(expected + noise), firm->design * par->overuse);
    }
    firm->year_output += firm->output;
}

static inline int upgrade(struct firm *firm, double base, double chance_now, double happens, double size,
                          const struct parameters *par) {
    firm->capability = firm->capability - base * par->upgrade_jump -
                       QUARTER * par->capability_reversion * firm->capability;
    if (happens >= chance_now) return 0;
    const double gain = par->upgrade_jump * -log1p(-size);
    firm->capability += gain;
    firm->energy_intensity *= exp(-par->upgrade_saving * gain);
    firm->emission_intensity *= exp(-par->upgrade_saving * gain);
    return 1;
}

/* Run quarters 1 to `quarters`; counts[0] gains upgrades, counts[1] closures. */
void run(int64_t quarters, uint64_t seed, uint64_t replicate, int64_t rows, struct firm *firms,
         const struct park *parks, const struct market *markets, const struct cell *cells, int64_t industries,
         const struct parameters *par, int64_t *counts) {
    for (int64_t quarter = 1; quarter <= quarters; quarter++) {
        for (int64_t row = 0; row < rows; row++) {
            struct firm *firm = &firms[row];
            const int stage = firm->stage;
            if (stage == CLOSED) continue;
            firm->stage_quarters += 1;
            const struct cell *cell = &cells[firm->park * industries + firm->industry];
            const struct market *market = &markets[firm->industry];
            const uniforms drawn = draw(seed, replicate, firm->identity, (uint64_t)quarter);
            const double unit_cost = parks[firm->park].energy_surcharge * firm->energy_intensity;
            grow(firm, drawn.u[0], unit_cost, market, cell, par);
            counts[0] += upgrade(firm, market->base_upgrade_chance, cell->upgrade_chance, drawn.u[1], drawn.u[2], par);
            if (stage == RAMPING) continue;
            const double hazard =
                par->exit_hazard * exp(-par->exit_size * log(firm->output / par->reference_output) -
                                       par->exit_capability * firm->capability + par->exit_cost * unit_cost);
            if (drawn.u[3] < hazard * QUARTER && drawn.u[3] < chance(hazard)) {
                firm->stage = CLOSED;
                counts[1] += 1;
            }
        }
    }
}
