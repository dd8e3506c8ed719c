// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Books} from "./Books.sol";
import {ILedger} from "./ILedger.sol";
import {IPuller} from "./IPuller.sol";
import {Lock} from "./Lock.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

/// @title Payments
/// @notice Takes money in: a payment is one addition, of what arrived.
abstract contract Payments is Books, Lock {
    using SafeTransferLib for address;

    /// @inheritdoc ILedger
    /// @custom:rule R-2
    function pay(bytes32 bucket, address token, uint256 amount) external locked returns (uint256 credited) {
        return _pay(bucket, token, amount);
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-2
    function payMany(Payment[] calldata payments) external locked returns (uint256[] memory credited) {
        credited = new uint256[](payments.length);
        for (uint256 i; i < payments.length; ++i) {
            credited[i] = _pay(payments[i].bucket, payments[i].token, payments[i].amount);
        }
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-2
    function payPulled(bytes32 bucket, address token, uint256 amount, bytes calldata data)
        external
        locked
        returns (uint256 credited)
    {
        uint256 before = _holdings(token);
        IPuller(msg.sender).onPull(token, amount, data);
        return _creditSince(before, bucket, token);
    }

    function _pay(bytes32 bucket, address token, uint256 amount) private returns (uint256) {
        uint256 before = _holdings(token);
        token.safeTransferFrom(msg.sender, address(this), amount);
        return _creditSince(before, bucket, token);
    }

    /// @dev Credits what arrived, so a token that takes a fee is credited less.
    /// @custom:rule R-3
    function _creditSince(uint256 before, bytes32 bucket, address token) private returns (uint256 credited) {
        uint256 afterwards = _holdings(token);
        require(afterwards >= before, BalanceFell(token, before, afterwards));
        credited = afterwards - before;
        (bool fits, uint256 gross) = _credit(_pageOf(bucket, token), credited);
        require(fits, GrossTooHigh(gross, credited));
        emit Paid(bucket, token, msg.sender, credited);
    }

    function _holdings(address token) private view returns (uint256 amount) {
        bool answered;
        (answered, amount) = token.checkBalanceOf(address(this));
        require(answered, NoBalance(token));
    }
}
