// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Work} from "../types/Work.sol";
import {IWorks} from "./IWorks.sol";

/// @title ModelKeys
/// @notice Which keys spoke for a model, and when.
/// @dev Nothing here is ever overwritten except an end by an earlier one, so what was true of a past second stays true.
/// @custom:rule R-10
abstract contract ModelKeys is IWorks {
    struct Key {
        uint64 from;
        uint64 until;
        /// The first second without authority; 0 while never revoked.
        uint64 revoked;
        /// How often all keys had been revoked when this one was authorized.
        uint64 generation;
    }

    mapping(bytes32 model => mapping(address key => Key)) private _keys;
    mapping(bytes32 model => uint64) private _generations;
    /// @dev The end of every generation is kept: a key dies with the first `revokeAll` after its grant, and no later
    /// one moves that time.
    mapping(bytes32 model => mapping(uint256 generation => uint256)) private _ends;

    /// @inheritdoc IWorks
    function holderOf(Work calldata work) public view virtual returns (address);

    /// @inheritdoc IWorks
    function authorize(Work calldata model, address key, uint64 from, uint64 until) external {
        bytes32 id = _idForHolder(model);
        require(key != address(0), ZeroKey());
        require(from >= block.timestamp && until > from, BadPeriod(from, until, block.timestamp));
        require(_keys[id][key].until == 0, AlreadyAuthorized(id, key));
        _keys[id][key] = Key({from: from, until: until, revoked: 0, generation: _generations[id]});
        emit Authorized(id, key, from, until);
    }

    /// @inheritdoc IWorks
    function revoke(Work calldata model, address key) external {
        bytes32 id = _idForHolder(model);
        Key storage grant = _keys[id][key];
        require(grant.until != 0 && grant.revoked == 0, NotAuthorized(id, key));
        grant.revoked = uint64(block.timestamp);
        emit Revoked(id, key, block.timestamp);
    }

    /// @inheritdoc IWorks
    function revokeAll(Work calldata model) external {
        bytes32 id = _idForHolder(model);
        _ends[id][_generations[id]++] = block.timestamp;
        emit AllRevoked(id, block.timestamp);
    }

    /// @inheritdoc IWorks
    function isAuthorized(bytes32 model, address key, uint256 time) public view returns (bool) {
        Key memory grant = _keys[model][key];
        if (time < grant.from || time >= grant.until) return false;
        if (grant.revoked != 0 && time >= grant.revoked) return false;
        uint256 end = _ends[model][grant.generation];
        return end == 0 || time < end;
    }

    /// @dev How often all keys of a model were revoked.
    function _generationOf(bytes32 model) internal view returns (uint256) {
        return _generations[model];
    }

    function _idForHolder(Work calldata model) private view returns (bytes32) {
        address holder = holderOf(model);
        require(msg.sender == holder, NotHolder(msg.sender, holder));
        return model.id();
    }
}
