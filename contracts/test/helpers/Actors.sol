// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IPuller} from "../../src/core/IPuller.sol";
import {ITold} from "./HostileTokens.sol";
import {Token} from "./Token.sol";

/// @notice Calls what it was told to whenever it is told of tokens or asked to pay, and keeps what came of it.
contract Reenterer is ITold, IPuller {
    address private _target;
    bytes private _data;
    uint256 private _gift;

    uint256 public calls;
    bool public succeeded;
    bytes public answer;

    function plan(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    /// @dev What to move when asked to pay, whatever is announced.
    function give(uint256 gift) external {
        _gift = gift;
    }

    function call(address target, bytes calldata data) external returns (bytes memory) {
        (bool success, bytes memory result) = target.call(data);
        if (success) return result;
        assembly {
            revert(add(result, 0x20), mload(result))
        }
    }

    function onTokens() external {
        _act();
    }

    function onPull(address token, uint256, bytes calldata) external {
        _act();
        Token(token).transfer(msg.sender, _gift);
    }

    function _act() private {
        ++calls;
        if (_data.length != 0) (succeeded, answer) = _target.call(_data);
    }
}

/// @notice Burns all gas when it is told of tokens.
contract Burner is ITold {
    function onTokens() external pure {
        while (true) {}
    }
}

/// @notice Refuses tokens with 100 kB.
contract Bomber is ITold {
    function onTokens() external pure {
        assembly {
            revert(0x00, 100000)
        }
    }
}
