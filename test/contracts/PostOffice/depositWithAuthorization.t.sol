// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IERC3009} from "../../../contracts/interfaces/IERC3009.sol";
import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {MockAuthorizationToken} from "../../../contracts/mocks/MockAuthorizationToken.sol";
import {MockHostilePermitToken} from "../../../contracts/mocks/MockHostilePermitToken.sol";
import {MockWrappedEther} from "../../../contracts/mocks/MockWrappedEther.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @notice Bob owns 1,000 of a token and authorises 60, to be credited to Carol; Mallory hands in.
contract DepositWithAuthorizationTest is PostOfficeTest {
    /// @dev What is handed in.
    struct Deposit {
        address token;
        address from;
        address to;
        uint256 amount;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 salt;
    }

    /// @dev What is signed.
    struct Authorization {
        address from;
        address to;
        uint256 value;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 nonce;
    }

    struct Signature {
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    string private constant _TYPE =
        "ReceiveWithAuthorization(address from,address to,uint256 value,"
        "uint256 validAfter,uint256 validBefore,bytes32 nonce)";
    uint256 private constant _OWNED = 1_000;
    uint256 private constant _AMOUNT = 60;
    bytes32 private constant _SALT = "salt";

    MockAuthorizationToken private _token;

    function setUp() public override {
        super.setUp();
        _token = new MockAuthorizationToken();
        _token.mint(bob.addr, _OWNED);
    }

    /* TO AND TOKEN */

    function test_RevertWhen_ToIsZeroOrTheContract() public {
        address[2] memory receivers = [address(0), address(office)];
        address[3] memory tokens = [address(_token), NATIVE, carol.addr];
        for (uint256 i = 0; i < receivers.length; ++i) {
            for (uint256 j = 0; j < tokens.length; ++j) {
                Deposit memory given = _given();
                (given.to, given.token) = (receivers[i], tokens[j]);
                Signature memory signature = _sign(bob, given);
                expectInvalidReceiver(receivers[i]);
                _handIn(given, signature);
                given.amount = 0;
                expectInvalidReceiver(receivers[i]);
                _handIn(given, signature);
            }
        }
        vm.assertEq(_token.balanceOf(bob.addr), _OWNED);
    }

    function test_RevertWhen_TheAmountIsTooLarge() public {
        uint256 max = type(uint192).max;
        Deposit memory given = _given();
        given.amount = max + 1;
        Signature memory signature = _sign(bob, given);
        vm.expectRevert(abi.encodeWithSelector(ILedger.DepositTooLarge.selector, given.token, max + 1, max));
        _handIn(given, signature);
        // Before the token is looked at.
        given.token = carol.addr;
        vm.expectRevert(abi.encodeWithSelector(ILedger.DepositTooLarge.selector, carol.addr, max + 1, max));
        _handIn(given, signature);
    }

    function test_RevertWhen_TheTokenIsNativeOrHasNoCode() public {
        address[2] memory tokens = [NATIVE, makeAddr("no token")];
        for (uint256 i = 0; i < tokens.length; ++i) {
            Deposit memory given = _given();
            given.token = tokens[i];
            Signature memory signature = _sign(bob, given);
            vm.expectRevert(abi.encodeWithSelector(ILedger.TokenHasNoCode.selector, tokens[i]));
            _handIn(given, signature);
            given.amount = 0;
            vm.expectRevert(abi.encodeWithSelector(ILedger.TokenHasNoCode.selector, tokens[i]));
            _handIn(given, signature);
        }
    }

    function test_ZeroDoesNothing() public {
        Deposit memory given = _given();
        given.amount = 0;
        Signature memory signature = _sign(bob, given);
        watchLogs();
        _handIn(given, signature);
        assertNoLogs();
        vm.assertFalse(_token.authorizationState(bob.addr, _nonceOf(given)));
        assertBalance(carol.addr, address(_token), 0);
    }

    /* REFUSED */

    function test_RevertWhen_AnythingIsNotAsAuthorised() public {
        Signature memory signature = _sign(bob, _given());
        _token.mint(alice.addr, _OWNED);
        for (uint256 member = 0; member < 7; ++member) {
            Deposit memory other = _given();
            if (member == 0) other.token = address(new MockAuthorizationToken());
            if (member == 1) other.from = alice.addr;
            if (member == 2) other.to = mallory.addr;
            if (member == 3) other.amount += 1;
            if (member == 4) other.validAfter -= 1;
            if (member == 5) other.validBefore += 1;
            if (member == 6) other.salt = "another salt";
            _expectRefused(other, signature);
        }
        _handIn(_given(), signature);
        _assertDeposited();
    }

    /// @dev In the authorization itself: it is by another, for another receiver, with a nonce of another making.
    function test_RevertWhen_TheAuthorizationIsAnother() public {
        Deposit memory given = _given();
        _expectRefused(given, _sign(mallory, given));
        _expectRefused(given, Signature(0, 0, 0));

        Authorization memory other = _authorizationOf(given);
        other.to = mallory.addr;
        _expectRefused(given, _sign(bob, _separatorOf(address(_token)), other));
        bytes32[3] memory nonces = [_SALT, keccak256(abi.encodePacked(carol.addr, _SALT)), bytes32(0)];
        for (uint256 i = 0; i < nonces.length; ++i) {
            other = _authorizationOf(given);
            other.nonce = nonces[i];
            _expectRefused(given, _sign(bob, _separatorOf(address(_token)), other));
        }
        other = _authorizationOf(given);
        bytes32 separator = domainSeparator("Authorization", block.chainid + 1, address(_token));
        _expectRefused(given, _sign(bob, separator, other));
    }

    function test_IsValidAfterValidAfter() public {
        Deposit memory given = _given();
        (given.validAfter, given.validBefore) = (NOW + 10, NOW + 20);
        Signature memory signature = _sign(bob, given);
        uint256[2] memory early = [NOW + 9, NOW + 10];
        for (uint256 i = 0; i < early.length; ++i) {
            vm.warp(early[i]);
            vm.expectRevert(abi.encodeWithSelector(MockAuthorizationToken.AuthorizationNotYetValid.selector, NOW + 10));
            _handIn(given, signature);
        }
        vm.warp(NOW + 11);
        _handIn(given, signature);
        _assertDeposited();
    }

    function test_IsValidBeforeValidBefore() public {
        Deposit memory given = _given();
        (given.validAfter, given.validBefore) = (NOW + 10, NOW + 20);
        Signature memory signature = _sign(bob, given);
        uint256[2] memory late = [NOW + 20, NOW + 21];
        for (uint256 i = 0; i < late.length; ++i) {
            vm.warp(late[i]);
            vm.expectRevert(abi.encodeWithSelector(MockAuthorizationToken.AuthorizationHasExpired.selector, NOW + 20));
            _handIn(given, signature);
        }
        vm.warp(NOW + 19);
        _handIn(given, signature);
        _assertDeposited();
    }

    function test_RevertWhen_Replayed() public {
        Deposit memory given = _given();
        Signature memory signature = _sign(bob, given);
        _handIn(given, signature);
        vm.expectRevert(
            abi.encodeWithSelector(MockAuthorizationToken.AuthorizationUsed.selector, bob.addr, _nonceOf(given))
        );
        _handIn(given, signature);
        _assertDeposited();
    }

    function test_RevertGiven_TheOwnerHasTooLittle() public {
        vm.prank(bob.addr);
        _token.transfer(mallory.addr, _OWNED - _AMOUNT + 1);
        Signature memory signature = _sign(bob, _given());
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, bob.addr, _AMOUNT - 1, _AMOUNT)
        );
        _handIn(_given(), signature);
        vm.assertFalse(_token.authorizationState(bob.addr, _nonceOf(_given())));
    }

    /// @dev Nor does it help that Mallory, who hands in, has money and an approval.
    function test_AnApprovalServesNobody() public {
        _token.mint(mallory.addr, _OWNED);
        vm.prank(mallory.addr);
        _token.approve(address(office), type(uint256).max);
        vm.prank(bob.addr);
        _token.approve(address(office), type(uint256).max);
        vm.expectCall(address(_token), abi.encodeWithSelector(_token.transferFrom.selector), 0);
        _expectRefused(_given(), _sign(mallory, _given()));

        _handIn(_given(), _sign(bob, _given()));
        _assertDeposited();
        vm.assertEq(_token.balanceOf(mallory.addr), _OWNED);
        vm.assertEq(_token.allowance(bob.addr, address(office)), type(uint256).max);
        vm.assertEq(_token.allowance(mallory.addr, address(office)), type(uint256).max);
    }

    /* ODD TOKENS */

    function test_RevertWhen_TheTokenKnowsNoAuthorizations() public {
        Deposit memory given = _given();
        given.token = address(dollar);
        Signature memory signature = _sign(bob, given);
        vm.expectRevert(bytes(""));
        _handIn(given, signature);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY);
    }

    function test_RevertWhen_TheTokenSwallowsIt() public {
        MockWrappedEther token = new MockWrappedEther();
        token.mint(bob.addr, _OWNED);
        token.mint(address(office), _OWNED);
        vm.prank(bob.addr);
        token.approve(address(office), type(uint256).max);
        Deposit memory given = _given();
        given.token = address(token);
        Signature memory signature = _sign(bob, given);
        vm.expectCall(address(token), abi.encodeWithSelector(token.transferFrom.selector), 0);
        _expectMismatch(address(token), 0);
        _handIn(given, signature);
        assertBalance(carol.addr, address(token), 0);
        vm.assertEq(token.balanceOf(bob.addr), _OWNED);
        vm.assertEq(token.allowance(bob.addr, address(office)), type(uint256).max);
    }

    function test_RevertWhen_LessArrives() public {
        (MockHostilePermitToken token, Deposit memory given) = _hostile();
        uint256[3] memory shortBy = [uint256(1), _AMOUNT - 1, _AMOUNT];
        for (uint256 i = 0; i < shortBy.length; ++i) {
            token.setShortBy(shortBy[i]);
            _expectMismatch(address(token), _AMOUNT - shortBy[i]);
            _handIn(given, Signature(0, 0, 0));
        }
        vm.assertEq(token.balanceOf(bob.addr), _OWNED);
    }

    /// @dev What is already there is nobody's to be counted again, and a balance that fell counts as nothing received.
    function test_RevertWhen_TheBalanceFalls() public {
        (MockHostilePermitToken token, Deposit memory given) = _hostile();
        token.mint(address(office), 10);
        token.setShortBy(_AMOUNT + 1);
        _expectMismatch(address(token), 0);
        _handIn(given, Signature(0, 0, 0));
        assertHeld(address(token), 10);
    }

    function test_RevertWhen_MoreArrives() public {
        (MockHostilePermitToken token, Deposit memory given) = _hostile();
        token.arm(address(token), abi.encodeCall(token.mint, (address(office), 5)), 0);
        _expectMismatch(address(token), _AMOUNT + 5);
        _handIn(given, Signature(0, 0, 0));
        assertHeld(address(token), 0);
    }

    function test_RevertWhen_TheTokenRevertsOrBurnsAllGas() public {
        (MockHostilePermitToken token, Deposit memory given) = _hostile();
        token.setEnding(MockHostilePermitToken.Ending.Reverts);
        vm.expectRevert(bytes(""));
        _handIn(given, Signature(0, 0, 0));
        token.setEnding(MockHostilePermitToken.Ending.BurnsGas);
        vm.expectRevert();
        _handIn(given, Signature(0, 0, 0));
        assertBalance(carol.addr, address(token), 0);
        vm.assertEq(token.balanceOf(bob.addr), _OWNED);
    }

    function test_ATokenThatAnswersAtLength() public {
        (MockHostilePermitToken token, Deposit memory given) = _hostile();
        token.setEnding(MockHostilePermitToken.Ending.ReturnsAtLength);
        _handIn(given, Signature(0, 0, 0));
        assertBalance(carol.addr, address(token), _AMOUNT);
        assertHeld(address(token), _AMOUNT);
    }

    /* IN ORDER */

    function test_MovesAndCredits() public {
        Signature memory signature = _sign(bob, _given());
        watchLogs();
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(mallory.addr, address(0), carol.addr, tokenId(address(_token)), _AMOUNT);
        vm.expectEmit(address(office));
        emit ILedger.Deposited(address(_token), bob.addr, carol.addr, _AMOUNT);
        _handIn(_given(), signature);
        assertLogs(2);
        _assertDeposited();
        vm.assertTrue(_token.authorizationState(bob.addr, _nonceOf(_given())));
    }

    /// @dev The contract names itself as the receiver, and the hash of `to` and salt as the nonce.
    function test_AsksTheToken() public {
        Deposit memory given = _given();
        Signature memory signature = _sign(bob, given);
        vm.expectCall(
            address(_token),
            abi.encodeCall(
                IERC3009.receiveWithAuthorization,
                (
                    bob.addr,
                    address(office),
                    _AMOUNT,
                    given.validAfter,
                    given.validBefore,
                    keccak256(abi.encode(carol.addr, _SALT)),
                    signature.v,
                    signature.r,
                    signature.s
                )
            )
        );
        _handIn(given, signature);
    }

    function test_TheOwnerMayHandItInAndBeCredited() public {
        Deposit memory given = _given();
        given.to = bob.addr;
        Signature memory signature = _sign(bob, given);
        vm.expectEmit(address(office));
        emit ILedger.Deposited(address(_token), bob.addr, bob.addr, _AMOUNT);
        vm.prank(bob.addr);
        office.depositWithAuthorization(
            address(_token),
            bob.addr,
            bob.addr,
            _AMOUNT,
            given.validAfter,
            given.validBefore,
            _SALT,
            signature.v,
            signature.r,
            signature.s
        );
        assertBalance(bob.addr, address(_token), _AMOUNT);
    }

    function test_AnotherReceiverOrSaltIsAnotherAuthorization() public {
        Deposit[3] memory all = [_given(), _given(), _given()];
        all[1].to = mallory.addr;
        all[2].salt = "another salt";
        for (uint256 i = 0; i < all.length; ++i) _handIn(all[i], _sign(bob, all[i]));
        assertBalance(carol.addr, address(_token), 2 * _AMOUNT);
        assertBalance(mallory.addr, address(_token), _AMOUNT);
        assertHeld(address(_token), 3 * _AMOUNT);
    }

    function test_CanBeHandedInNowhereElse() public {
        Deposit memory given = _given();
        Signature memory signature = _sign(bob, given);
        bytes32 nonce = _nonceOf(given);
        vm.expectRevert(
            abi.encodeWithSelector(MockAuthorizationToken.CallerIsNotReceiver.selector, mallory.addr, address(office))
        );
        vm.prank(mallory.addr);
        _token.receiveWithAuthorization(
            bob.addr,
            address(office),
            _AMOUNT,
            given.validAfter,
            given.validBefore,
            nonce,
            signature.v,
            signature.r,
            signature.s
        );
    }

    function test_RevertWhen_ValueComesWithIt() public {
        Deposit memory given = _given();
        Signature memory signature = _sign(bob, given);
        vm.deal(mallory.addr, 1);
        vm.prank(mallory.addr);
        (bool success, bytes memory answer) = address(office).call{value: 1}(_callOf(given, signature));
        vm.assertFalse(success);
        vm.assertEq(answer.length, 0);
        _handIn(given, signature);
    }

    function testFuzz_MovesExactly(uint128 amount, address to, bytes32 salt) public {
        vm.assume(to != address(0) && to != address(office) && amount != 0);
        Deposit memory given = _given();
        (given.from, given.to, given.amount, given.salt) = (alice.addr, to, amount, salt);
        _token.mint(alice.addr, amount);
        _handIn(given, _sign(alice, given));
        assertBalance(to, address(_token), amount);
        assertHeld(address(_token), amount);
        vm.assertEq(_token.balanceOf(alice.addr), 0);
    }

    /* PARTS */

    function _given() private view returns (Deposit memory) {
        return Deposit(address(_token), bob.addr, carol.addr, _AMOUNT, NOW - 1, NOW + 1 days, _SALT);
    }

    function _nonceOf(Deposit memory given) private pure returns (bytes32) {
        return keccak256(abi.encode(given.to, given.salt));
    }

    function _authorizationOf(Deposit memory given) private view returns (Authorization memory) {
        return
            Authorization({
                from: given.from,
                to: address(office),
                value: given.amount,
                validAfter: given.validAfter,
                validBefore: given.validBefore,
                nonce: _nonceOf(given)
            });
    }

    function _separatorOf(address token) private view returns (bytes32) {
        return domainSeparator("Authorization", block.chainid, token);
    }

    function _sign(Account memory signer, Deposit memory given) private view returns (Signature memory) {
        return _sign(signer, _separatorOf(given.token), _authorizationOf(given));
    }

    function _sign(
        Account memory signer,
        bytes32 separator,
        Authorization memory value
    ) private pure returns (Signature memory signature) {
        bytes32 structHash = vm.eip712HashStruct(_TYPE, abi.encode(value));
        (signature.v, signature.r, signature.s) = vm.sign(signer.privateKey, typedDataDigest(separator, structHash));
    }

    function _callOf(Deposit memory given, Signature memory signature) private view returns (bytes memory) {
        return
            abi.encodeCall(
                office.depositWithAuthorization,
                (
                    given.token,
                    given.from,
                    given.to,
                    given.amount,
                    given.validAfter,
                    given.validBefore,
                    given.salt,
                    signature.v,
                    signature.r,
                    signature.s
                )
            );
    }

    function _handIn(Deposit memory given, Signature memory signature) private {
        vm.prank(mallory.addr);
        office.depositWithAuthorization(
            given.token,
            given.from,
            given.to,
            given.amount,
            given.validAfter,
            given.validBefore,
            given.salt,
            signature.v,
            signature.r,
            signature.s
        );
    }

    function _expectRefused(Deposit memory given, Signature memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(MockAuthorizationToken.AuthorizationInvalid.selector, given.from));
        _handIn(given, signature);
    }

    function _expectMismatch(address token, uint256 received) private {
        vm.expectRevert(abi.encodeWithSelector(ILedger.TokenAmountMismatch.selector, token, _AMOUNT, received));
    }

    function _hostile() private returns (MockHostilePermitToken token, Deposit memory given) {
        token = new MockHostilePermitToken();
        token.mint(bob.addr, _OWNED);
        given = _given();
        given.token = address(token);
    }

    function _assertDeposited() private view {
        assertBalance(carol.addr, address(_token), _AMOUNT);
        assertBalance(bob.addr, address(_token), 0);
        assertBalance(mallory.addr, address(_token), 0);
        assertHeld(address(_token), _AMOUNT);
    }
}
