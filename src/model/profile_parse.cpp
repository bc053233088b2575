#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include <nlohmann/json.hpp>

#include "vungphu/model/kinds.hpp"
#include "vungphu/model/profile.hpp"

namespace vungphu {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 7> kFormulas{"places",    "weight",  "demand",  "people",
                                                    "not_white", "powered", "reported"};
constexpr std::array<std::string_view, 4> kUnits{"percent", "count", "mbps", "ms"};
constexpr std::array<std::string_view, 3> kComparators{">=", ">", ""};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// The first thing wrong with the file, if any: reading goes on after it, so that the code below is a list of
/// fields.
class Complaint {
 public:
  void say(std::string_view code, std::string where, std::string value = {}) {
    if (!error_)
      error_ = Error{std::string(code), {{"where", std::move(where)}, {"value", std::move(value)}}};
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  std::optional<Error> error_;
};

/// The fields of one object. `where` is a JSON pointer ("/targets/3"), so that an editor finds the place.
class Fields {
 public:
  Fields(const json& value, std::string where, Complaint& complaint)
      : value_(value), where_(std::move(where)), complaint_(complaint) {
    if (!value_.is_object()) complain("model.profile_bad", "", value_.dump());
  }

  std::string text(const char* name, bool needed = true) {
    return scalar<std::string>(name, needed).value_or("");
  }
  std::optional<double> number(const char* name) { return scalar<double>(name, false); }

  std::vector<std::string> texts(const char* name, bool needed = true) {
    std::vector<std::string> all;
    each(name, needed, [&](const json& item, const std::string& where) {
      if (item.is_string()) return all.push_back(item.get<std::string>());
      complaint_.say("model.profile_bad", where, item.dump());
    });
    return all;
  }

  std::map<std::string, std::string> text_map(const char* name, bool needed = true) {
    std::map<std::string, std::string> all;
    const json* field = find(name, needed);
    if (field == nullptr) return all;
    Fields fields(*field, where_ + "/" + name, complaint_);
    if (!field->is_object()) return all;
    for (const auto& [key, value] : field->items()) all[key] = fields.text(key.c_str());
    return all;
  }

  /// Calls `use` with each item of a list and where it stands.
  template <class Use>
  void each(const char* name, bool needed, Use use) {
    const json* field = find(name, needed);
    if (field == nullptr) return;
    if (!field->is_array()) return complain("model.profile_bad", name, field->dump());
    std::size_t index = 0;
    for (const json& item : *field) use(item, where_ + "/" + name + "/" + std::to_string(index++));
  }

  /// A mistyped name of a field must not pass for a field left out.
  void finish() {
    if (!value_.is_object()) return;
    for (const auto& [key, value] : value_.items()) {
      if (!asked_.contains(key)) complain("model.profile_unknown_field", key.c_str(), value.dump());
    }
  }

  void complain(std::string_view code, const char* name, std::string value) {
    complaint_.say(code, *name == '\0' ? where_ : where_ + "/" + name, std::move(value));
  }

 private:
  const json* find(const char* name, bool needed) {
    asked_.insert(name);
    if (!value_.is_object()) return nullptr;
    const auto field = value_.find(name);
    if (field != value_.end()) return &*field;
    if (needed) complain("model.profile_missing", name, "");
    return nullptr;
  }

  template <class T>
  std::optional<T> scalar(const char* name, bool needed) {
    const json* field = find(name, needed);
    if (field == nullptr) return std::nullopt;
    const bool fits = std::is_same_v<T, double> ? field->is_number() : field->is_string();
    if (fits) return field->get<T>();
    complain("model.profile_bad", name, field->dump());
    return std::nullopt;
  }

  const json& value_;
  std::string where_;
  Complaint& complaint_;
  std::set<std::string, std::less<>> asked_;
};

Operator read_operator(Fields& fields) {
  return {.id = fields.text("id"), .name = fields.text("name"), .brands = fields.texts("brands", false)};
}

Technology read_technology(Fields& fields) {
  return {
      .id = fields.text("id"), .bdc = fields.texts("bdc", false), .members = fields.texts("members", false)};
}

Indicator read_indicator(Fields& fields) {
  Indicator made{.id = fields.text("id"),
                 .kind = fields.text("kind", false),
                 .technology = fields.text("technology", false),
                 .formula = fields.text("formula"),
                 .unit = fields.text("unit")};
  if (!is_one_of(made.formula, kFormulas)) fields.complain("model.profile_bad", "formula", made.formula);
  if (!is_one_of(made.unit, kUnits)) fields.complain("model.profile_bad", "unit", made.unit);
  return made;
}

Target read_target(Fields& fields) {
  Target made{.indicator = fields.text("indicator"),
              .comparator = fields.text("comparator", false),
              .threshold = fields.number("threshold"),
              .decision = fields.text("decision")};
  const std::string deadline = fields.text("deadline", false);
  if (const auto date = parse_iso_date(deadline)) {
    made.deadline = *date;
  } else if (!deadline.empty()) {
    fields.complain("model.profile_bad", "deadline", deadline);
  }
  if (!is_one_of(made.comparator, kComparators))
    fields.complain("model.profile_bad", "comparator", made.comparator);
  // A threshold without a comparator, or the other way round, would have to be guessed.
  if (made.threshold.has_value() == made.comparator.empty()) {
    fields.complain("model.profile_missing", made.threshold ? "comparator" : "threshold", "");
  }
  return made;
}

SignalThreshold read_threshold(Fields& fields) {
  SignalThreshold made{.technology = fields.text("technology"),
                       .quantity = fields.text("quantity"),
                       .environment = fields.text("environment"),
                       .at_least = fields.number("at_least"),
                       .source = fields.text("source")};
  if (!made.at_least) fields.complain("model.profile_missing", "at_least", "");
  if (!is_one_of(made.quantity, kSignalQuantities))
    fields.complain("model.profile_bad", "quantity", made.quantity);
  if (!is_one_of(made.environment, kEnvironments))
    fields.complain("model.profile_bad", "environment", made.environment);
  return made;
}

template <class T>
std::vector<T> read_all(Fields& fields, const char* name, T (*read)(Fields&), Complaint& complaint,
                        bool needed = true) {
  std::vector<T> all;
  fields.each(name, needed, [&](const json& item, const std::string& where) {
    Fields one(item, where, complaint);
    all.push_back(read(one));
    one.finish();
  });
  return all;
}

double positive(Fields& fields, const char* name, double otherwise) {
  const double value = fields.number(name).value_or(otherwise);
  if (!(value > 0)) fields.complain("model.profile_bad", name, std::to_string(value));
  return value;
}

/// No two of `all` may have one key, or a figure would stand on whichever comes first.
template <class T>
void check_unique(const std::vector<T>& all, std::string T::*key, const char* list, Complaint& complaint) {
  std::set<std::string_view> seen;
  for (const T& one : all) {
    if (!seen.insert(one.*key).second)
      complaint.say("model.profile_duplicate", std::string("/") + list, one.*key);
  }
}

/// Several lines for one indicator are milestones: each has a deadline of its own.
void check_milestones(const std::vector<Target>& targets, Complaint& complaint) {
  std::set<std::pair<std::string_view, Date>> seen;
  for (const Target& target : targets) {
    if (!seen.emplace(target.indicator, target.deadline).second)
      complaint.say("model.profile_duplicate", "/targets", target.indicator);
  }
}

/// Two figures for one question would be a guess.
void check_thresholds(const Profile& profile, Complaint& complaint) {
  std::set<std::tuple<std::string_view, std::string_view, std::string_view>> seen;
  for (const SignalThreshold& one : profile.signal_thresholds) {
    const Technology* technology = profile.technology(one.technology);
    if (technology == nullptr || !technology->is_mobile())
      complaint.say("model.profile_unknown_name", "/signal_thresholds", one.technology);
    if (!seen.emplace(one.technology, one.quantity, one.environment).second)
      complaint.say("model.profile_duplicate", "/signal_thresholds", one.technology + " " + one.quantity);
  }
}

/// Names that one line uses of another must exist.
void check_references(const Profile& profile, Complaint& complaint) {
  const auto need = [&](bool known, const std::string& where, const std::string& value) {
    if (!known) complaint.say("model.profile_unknown_name", where, value);
  };
  for (const Technology& technology : profile.technologies) {
    for (const std::string& member : technology.members) {
      const Technology* found = profile.technology(member);
      need(found != nullptr && !found->is_set(), "/technologies", member);  // a set of sets has no use yet
    }
  }
  for (const Indicator& indicator : profile.indicators) {
    if (indicator.formula == "reported") continue;
    const bool kind_known = is_place_kind(indicator.kind) || profile.is_level(indicator.kind);
    need(kind_known, "/indicators", indicator.id + ": " + indicator.kind);
    // Only of hamlets is it known whether they have grid power, and white is a word of theirs.
    const bool of_hamlets = indicator.formula == "powered" || indicator.formula == "not_white";
    need(!of_hamlets || indicator.kind == "hamlet", "/indicators", indicator.id + ": " + indicator.kind);
    need(profile.technology(indicator.technology) != nullptr, "/indicators",
         indicator.id + ": " + indicator.technology);
  }
  for (const Target& target : profile.targets) {
    need(profile.indicator(target.indicator) != nullptr, "/targets", target.indicator);
  }
}

}  // namespace

Result<Profile> parse_profile(std::string_view text) {
  const json file = json::parse(text, nullptr, false);
  if (file.is_discarded()) return fail("model.profile_syntax");
  Complaint complaint;
  Fields fields(file, "", complaint);
  Profile made;
  made.id = fields.text("id");
  made.name = fields.text_map("name");
  made.levels = fields.texts("levels");
  made.crs_candidates = fields.texts("crs_candidates", false);
  made.pinned_operations = fields.text_map("pinned_operations", false);
  made.operators = read_all(fields, "operators", read_operator, complaint);
  made.technologies = read_all(fields, "technologies", read_technology, complaint);
  made.indicators = read_all(fields, "indicators", read_indicator, complaint);
  made.targets = read_all(fields, "targets", read_target, complaint);
  made.signal_thresholds = read_all(fields, "signal_thresholds", read_threshold, complaint, false);
  made.location_reach_m = positive(fields, "location_reach_m", made.location_reach_m);
  made.refuse_error_percent = positive(fields, "refuse_error_percent", made.refuse_error_percent);
  made.replace_percent = positive(fields, "replace_percent", made.replace_percent);
  made.text = text;
  fields.finish();
  if (made.levels.empty()) complaint.say("model.profile_missing", "/levels");  // lowest_level() relies on it
  check_unique(made.operators, &Operator::id, "operators", complaint);
  check_unique(made.technologies, &Technology::id, "technologies", complaint);
  check_unique(made.indicators, &Indicator::id, "indicators", complaint);
  check_milestones(made.targets, complaint);
  check_thresholds(made, complaint);
  check_references(made, complaint);
  if (complaint.error()) return tl::unexpected<Error>(*complaint.error());
  return made;
}

}  // namespace vungphu
