#include "vungphu/base/hash.hpp"

#include "impl.hpp"

namespace vungphu {

template <class R, class Visit>
void each_field(R& reported, Visit&& visit) requires std::is_same_v<std::remove_const_t<R>, Reported> {
  visit(reported.indicator);
  visit(reported.territory);
  visit(reported.period);
  visit(reported.source);
  visit(reported.value);
  visit(reported.numerator);
  visit(reported.denominator);
}

namespace store {
namespace {

// A field that came or went needs a column, and a step in migrations.cpp.
static_assert(kSizeKnown<Reported, 168>);

constexpr std::string_view kColumns = "indicator, territory, period, source, value, numerator, denominator";

std::string digest_of(std::span<const Reported> values) {
  Blake2b hash;
  const auto number = [&](const std::optional<double>& value) {
    hash.add_int(value.has_value());
    if (value) hash.add_int(std::bit_cast<std::int64_t>(*value));
  };
  for (const Reported& one : values) {
    for (const std::string* text : {&one.indicator, &one.territory, &one.period, &one.source})
      hash.add_text(*text);
    number(one.value);
    number(one.numerator);
    number(one.denominator);
  }
  return hash.hex_digest();
}

}  // namespace

Status Store::add_reported(const ListInfo& source, std::span<const Reported> values,
                           std::span<const Finding> findings) {
  const Database& db = *impl_->db;
  ListInfo info = source;
  info.kind = kReportedKind;
  VP_TRY(Transaction transaction, Transaction::begin(db));
  VP_TRY(const std::int64_t id, insert_list(db, info, digest_of(values)));
  VP_TRY(Statement insert, db.prepare(insert_sql("reported", "list, " + std::string(kColumns))));
  for (const Reported& one : values) {
    Binder bind(insert);
    bind(id);
    each_field(one, bind);
    VP_CHECK(insert.run());
  }
  VP_CHECK(add_findings(db, Owner::list, id, findings));
  VP_CHECK(log_list(db, id, info));
  return transaction.commit();
}

Result<std::vector<Reported>> Store::reported() const {
  VP_TRY(Statement rows, impl_->db->prepare("SELECT " + std::string(kColumns) +
                                            " FROM reported WHERE id IN (SELECT max(id) FROM reported "
                                            "GROUP BY indicator, territory, period) "
                                            "ORDER BY indicator, territory, period"));
  return read_all<Reported>(*impl_->db, rows);
}

}  // namespace store
}  // namespace vungphu
