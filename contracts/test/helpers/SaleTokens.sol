// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Token} from "./Token.sol";

/// @notice Keeps a hundredth of every transfer.
contract TithingToken is Token {
    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        super.transferFrom(from, to, amount);
        _burn(to, amount / 100);
        return true;
    }
}

/// @notice Says that every EIP-3009 authorization was carried out, and moves nothing.
contract LyingDollar is Token {
    function transferWithAuthorization(address, address, uint256, uint256, uint256, bytes32, uint8, bytes32, bytes32)
        external {}
}

/// @notice Answers transfers with false and moves nothing.
contract RefusingToken is Token {
    function transfer(address, uint256) public pure override returns (bool) {
        return false;
    }
}

/// @notice Calls somebody in the middle of every transfer, once.
contract CallbackToken is Token {
    address private _target;
    bytes private _call;
    bool public called;
    bytes public answer;

    function onTransfer(address target, bytes calldata data) external {
        (_target, _call, called) = (target, data, false);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        _callBack();
        return super.transferFrom(from, to, amount);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        _callBack();
        return super.transfer(to, amount);
    }

    function _callBack() private {
        if (called || _target == address(0)) return;
        called = true;
        bool success;
        (success, answer) = _target.call(_call);
        if (success) answer = "succeeded";
    }
}
