/* Growth, upgrading and exit of firms in C99: the same rules in the same batches on the same records as the compiled model.
 *
 * columns.h is written from the declarations of the model: struct firm, park, market, cell and parameters, and BATCH.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "columns.h"

#define RAMPING 1
#define OPERATING 2
#define CLOSED 3
#define OPERATION 1
#define QUARTER 0.25
#define MASK 0xFFFFFFFFu

struct batch {
    int64_t row[BATCH];
    uint64_t identity[BATCH];
    double first[BATCH], second[BATCH], third[BATCH], fourth[BATCH];
    double output[BATCH], design[BATCH], expected[BATCH], unit_cost[BATCH], base_chance[BATCH], chance[BATCH];
    double grown[BATCH], capability[BATCH], gain[BATCH], exit_rate[BATCH], leave[BATCH];
};

static inline int64_t bits_of(double x) {
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double of_bits(int64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Exponential and logarithm as in the model: fdlibm's, with choices instead of branches. */
static inline double exponential(double x) {
    const double inside = x < -708.0 ? -708.0 : (x > 709.0 ? 709.0 : x);
    const double shifted = inside * 1.44269504088896338700e00 + 6755399441055744.0;
    const double power = shifted - 6755399441055744.0;
    const double high = inside - power * 6.93147180369123816490e-01, low = power * 1.90821492927058770002e-10;
    const double rest = high - low, square = rest * rest;
    const double even =
        rest - square * (1.66666666666666019037e-01 +
                         square * (-2.77777777770155933842e-03 +
                                   square * (6.61375632143793436117e-05 +
                                             square * (-1.65339022054652515390e-06 + square * 4.13813679705723846039e-08))));
    const double mantissa = 1.0 - ((low - (rest * even) / (2.0 - even)) - high);
    const double scale = of_bits((int64_t)((uint64_t)bits_of(shifted) << 52) + 0x3FF0000000000000);
    double value = mantissa * scale;
    value = x > 709.0 ? INFINITY : value;
    value = x < -708.0 ? 0.0 : value;
    return x == x ? value : x;
}

static inline double logarithm(double x) {
    const int64_t bits = bits_of(x), power = (bits - 0x3FE6A09E667F3BCD) >> 52;
    const double fraction = of_bits(bits - (int64_t)((uint64_t)power << 52)) - 1.0;
    const double ratio = fraction / (2.0 + fraction), square = ratio * ratio, fourth = square * square;
    const double odd =
        fourth * (3.999999999940941908e-01 + fourth * (2.222219843214978396e-01 + fourth * 1.531383769920937332e-01));
    const double even =
        square * (6.666666666666735130e-01 +
                  fourth * (2.857142874366239149e-01 +
                            fourth * (1.818357216161805012e-01 + fourth * 1.479819860511658591e-01)));
    const double half_square = 0.5 * fraction * fraction, whole = (double)power;
    const double correction = half_square - (ratio * (half_square + odd + even) + whole * 1.90821492927058770002e-10);
    double value = whole * 6.93147180369123816490e-01 - (correction - fraction);
    value = x < 2.2250738585072014e-308 ? -INFINITY : value;
    value = x < 0.0 ? NAN : value;
    return x < INFINITY ? value : x;
}

static inline double smaller(double one, double other) { return other < one ? other : one; }

static inline void draw(struct batch *batch, int64_t count, uint64_t seed, uint64_t replicate, uint64_t quarter) {
    for (int64_t place = 0; place < count; place++) {
        uint64_t c0 = batch->identity[place] & MASK, c1 = batch->identity[place] >> 32, c2 = quarter, c3 = OPERATION;
        uint64_t k0 = seed, k1 = replicate;
        for (int round = 0; round < 10; round++) {
            const uint64_t p0 = 0xD2511F53u * (c0 & MASK), p1 = 0xCD9E8D57u * (c2 & MASK);
            const uint64_t n0 = (p1 >> 32) ^ c1 ^ k0, n2 = (p0 >> 32) ^ c3 ^ k1;
            c1 = p1 & MASK;
            c3 = p0 & MASK;
            c0 = n0;
            c2 = n2;
            k0 = (k0 + 0x9E3779B9u) & MASK;
            k1 = (k1 + 0xBB67AE85u) & MASK;
        }
        batch->first[place] = ((double)c0 + 0.5) * 0x1p-32;
        batch->second[place] = ((double)c1 + 0.5) * 0x1p-32;
        batch->third[place] = ((double)c2 + 0.5) * 0x1p-32;
        batch->fourth[place] = ((double)c3 + 0.5) * 0x1p-32;
    }
}

static inline void grow(struct batch *batch, int64_t count, const struct parameters *par) {
    const double growth_spread = par->growth_spread, exponent = par->growth_spread_exponent;
    const double reference = par->reference_output, overuse = par->overuse;
    for (int64_t place = 0; place < count; place++) {
        const double output = batch->output[place], uniform = batch->first[place];
        const double yearly = growth_spread * exponential(exponent * logarithm(output / reference));
        const double spread = smaller(1.0, yearly * sqrt(QUARTER));
        const double tail = sqrt(0.5) * logarithm(2.0 * smaller(uniform, 1.0 - uniform));
        const double noise = spread * (uniform < 0.5 ? tail : -tail) + logarithm(1.0 - 0.5 * spread * spread);
        batch->grown[place] =
            smaller(output * exponential(batch->expected[place] + noise), batch->design[place] * overuse);
    }
}

static inline void upgrade(struct batch *batch, int64_t count, const struct parameters *par) {
    const double jump = par->upgrade_jump, reversion = par->capability_reversion;
    for (int64_t place = 0; place < count; place++) {
        const int upgrades = batch->second[place] < batch->chance[place];
        const double gain = jump * -logarithm(1.0 - batch->third[place]);
        const double capability = batch->capability[place];
        const double left = capability - batch->base_chance[place] * jump - QUARTER * reversion * capability;
        batch->gain[place] = upgrades ? gain : -1.0;
        batch->capability[place] = upgrades ? left + gain : left;
    }
}

static inline void rate_exits(struct batch *batch, int64_t count, const struct parameters *par) {
    const double hazard = par->exit_hazard, size = par->exit_size, reference = par->reference_output;
    const double by_capability = par->exit_capability, by_cost = par->exit_cost;
    for (int64_t place = 0; place < count; place++) {
        batch->leave[place] = batch->fourth[place];
        batch->exit_rate[place] =
            hazard * exponential(-size * logarithm(batch->grown[place] / reference) -
                                 by_capability * batch->capability[place] + by_cost * batch->unit_cost[place]);
    }
}

static inline void settle(struct batch *batch, int64_t count, struct firm *firms, const struct parameters *par,
                          int64_t *counts) {
    for (int64_t place = 0; place < count; place++) {
        struct firm *firm = &firms[batch->row[place]];
        const int stage = firm->stage;
        if (stage == RAMPING) {
            firm->output = firm->design * par->ramp_use * fmin(1.0, firm->stage_quarters / par->ramp_quarters);
            if (firm->stage_quarters >= par->ramp_quarters) {
                firm->stage = OPERATING;
                firm->stage_quarters = 0;
            }
        } else {
            firm->output = batch->grown[place];
        }
        firm->year_output += firm->output;
        firm->capability = batch->capability[place];
        if (batch->gain[place] >= 0.0) {
            const double saved = exp(-par->upgrade_saving * batch->gain[place]);
            firm->energy_intensity *= saved;
            firm->emission_intensity *= saved;
            counts[0] += 1;
        }
        const double rate = batch->exit_rate[place], leave = batch->leave[place];
        if (stage != RAMPING && leave < rate * QUARTER && leave < -expm1(-rate * QUARTER)) {
            firm->stage = CLOSED;
            counts[1] += 1;
        }
    }
}

/* Run quarters 1 to `quarters`; counts[0] gains upgrades, counts[1] closures. */
void run(int64_t quarters, uint64_t seed, uint64_t replicate, int64_t rows, struct firm *firms,
         const struct park *parks, const struct market *markets, const struct cell *cells, int64_t industries,
         const struct parameters *par, int64_t *counts) {
    struct batch batch;
    for (int64_t quarter = 1; quarter <= quarters; quarter++) {
        int64_t row = 0;
        while (row < rows) {
            int64_t count = 0;
            for (; row < rows && count < BATCH; row++) {
                struct firm *firm = &firms[row];
                if (firm->stage == CLOSED) continue;
                firm->stage_quarters += 1;
                const struct cell *cell = &cells[firm->park * industries + firm->industry];
                const struct market *market = &markets[firm->industry];
                const double unit_cost = parks[firm->park].energy_surcharge * firm->energy_intensity;
                const double edge = firm->capability - market->mean_capability;
                batch.row[count] = row;
                batch.identity[count] = firm->identity;
                batch.output[count] = firm->output;
                batch.design[count] = firm->design;
                batch.capability[count] = firm->capability;
                batch.unit_cost[count] = unit_cost;
                batch.base_chance[count] = market->base_upgrade_chance;
                batch.chance[count] = cell->upgrade_chance;
                batch.expected[count] = QUARTER * (market->demand + par->capability_growth * edge +
                                                   cell->cluster_gain - par->cost_growth * unit_cost);
                count++;
            }
            draw(&batch, count, seed, replicate, (uint64_t)quarter);
            grow(&batch, count, par);
            upgrade(&batch, count, par);
            rate_exits(&batch, count, par);
            settle(&batch, count, firms, par, counts);
        }
    }
}
