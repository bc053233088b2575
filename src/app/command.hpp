// A command is a line of the table in commands.cpp: its options as data, and one function. Help, the check of
// usage, and the test that docs/cli.md is whole all read the same tables.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/catalogue.hpp"
#include "vungphu/base/date.hpp"
#include "vungphu/base/task.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::app {

struct Option {
  std::string_view name;   ///< "--kind"; without dashes a positional argument
  std::string_view value;  ///< what stands for the value in the help ("KIND"); empty: a switch
  bool required = false;
  bool repeated = false;
};

/// What was given on the command line.
class Arguments {
 public:
  bool has(std::string_view name) const { return values_.contains(std::string(name)); }
  std::string text(std::string_view name, std::string otherwise = {}) const;
  std::vector<std::string> all(std::string_view name) const;
  /// Error usage.not_a_date, usage.not_a_number: they name the option.
  Result<std::optional<Date>> date(std::string_view name) const;
  Result<std::optional<double>> number(std::string_view name) const;
  Result<std::optional<std::int64_t>> count(std::string_view name) const;
  void put(std::string name, std::vector<std::string> values) {
    values_[std::move(name)] = std::move(values);
  }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

struct Context {
  Arguments arguments;
  Lang lang = Lang::vi;
  Task task;
  std::string memory;     ///< --memory as it was given, or empty
  std::string workspace;  ///< -w, else $VUNGPHU_WORKSPACE, else the current folder

  Result<store::Store> open(store::Access access) const { return store::Store::open(workspace, access); }
};

/// Exit statuses.
inline constexpr int kDone = 0, kBadData = 1, kBadUsage = 2, kInterrupted = 130;

struct Command {
  std::string_view name;  ///< "submit", "places import"
  std::span<const Option> options;
  Result<int> (*run)(const Context& context);
};

/// All commands, in the order of the help.
std::span<const Command> commands();

/// Reads the command line and runs. Prints what a person must know to standard error; returns the exit
/// status.
int run(int argc, char** argv);

}  // namespace vungphu::app
