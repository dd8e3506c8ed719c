// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IArbiter} from "../../src/core/IArbiter.sol";
import {Work} from "../../src/types/Work.sol";

/// @notice What a contract that names an address may do instead.
enum Answer {
    Clean,
    Revert,
    Burn,
    Bomb,
    RevertBomb,
    Nothing,
    Short,
    Long,
    Dirty
}

/// @notice Gives an address, or one of the wrong answers.
abstract contract Answering {
    Answer public answer;
    address public named;

    function set(Answer newAnswer, address newNamed) external {
        (answer, named) = (newAnswer, newNamed);
    }

    function _reply() internal view {
        Answer a = answer;
        uint256 word = uint160(named);
        if (a == Answer.Burn) while (true) {}
        if (a == Answer.Dirty) word |= 1 << 160;
        uint256 size = 32;
        if (a == Answer.Bomb || a == Answer.RevertBomb) size = 20_000;
        if (a == Answer.Nothing) size = 0;
        if (a == Answer.Short) size = 31;
        if (a == Answer.Long) size = 64;
        bool success = a != Answer.Revert && a != Answer.RevertBomb;
        assembly {
            mstore(0x00, word)
            if success { return(0x00, size) }
            revert(0x00, size)
        }
    }
}

/// @notice An arbiter that lies, fails or wastes.
contract HostileArbiter is IArbiter, Answering {
    function beneficiaryOf(bytes32) external view returns (address) {
        _reply();
    }
}

/// @notice A home that lies, fails or wastes about every work.
contract HostileHome is Answering {
    function ownerOf(uint256) external view returns (address) {
        _reply();
    }

    function holderOf(Work calldata) external view returns (address) {
        _reply();
    }
}

/// @notice An arbiter that tries to move money while it is asked.
contract MeddlingArbiter is IArbiter {
    address private immutable _ledger;
    bytes private _data;

    constructor(address ledger, bytes memory data) {
        (_ledger, _data) = (ledger, data);
    }

    function beneficiaryOf(bytes32) external view returns (address) {
        (bool success,) = _ledger.staticcall(_data);
        return success ? address(0xdead) : address(0);
    }
}
