// Everything that is made once and looked at by every union: by an assessment, and by those who ask
// afterwards why a figure is what it is.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "homes.hpp"
#include "states.hpp"
#include "voices.hpp"

namespace vungphu::assess {

/// Holds pointers into the inputs, which must outlive it.
struct Scene {
  const Inputs& inputs;
  World world;
  std::vector<Voice> voices;
  std::vector<Union> unions;
  std::vector<std::vector<engine::Bitmap>> lit;  ///< by voice and speaker (make_lit), where it is kept
  std::vector<Evidence> evidence;                ///< by voice
  Homes homes;
  std::vector<HomeBits> home_bits;      ///< by voice, of `evidence`
  std::vector<HomeAnswer> voice_homes;  ///< of each voice by itself

  bool has_homes() const;
  Ground ground() const;
};

/// Whether an operator has anything in force of the union's technology in a slot: of all of it, or of a part.
enum class Speech { none, some, all };
Speech speech_of(const Scene& scene, const Union& of, std::string_view op, std::size_t slot);

/// Of the registry: who has nothing in force of the union's technology in these slots, and who only in a
/// part. What lies outside of all territories is then left aside, unless it alone is asked for: few speak of
/// it, and are not silent for that.
struct Silence {
  std::vector<std::string> silent, partly;
};
Silence silence_in(const Scene& scene, const Union& of, std::span<const std::size_t> slots);

/// Whether a scene keeps what claims light, point by point: for who makes evidence anew, or looks at a point.
enum class Keep { evidence, lit };

/// Errors: those of the engine (cancelled).
Result<Scene> make_scene(const Inputs& inputs, const Task& task, Keep keep = Keep::lit);

}  // namespace vungphu::assess
